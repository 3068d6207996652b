//! What is answered at all: requests that were meant for this machine, by a path that is one.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses what another site could have led a browser to: its name for this machine, or a path that a redirect would take for a
/// machine. An answer repeats nothing of the request.
pub async fn only_for_this_machine(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(is_this_machine) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    if request.uri().path().starts_with("//") {
        return StatusCode::NOT_FOUND.into_response();
    }
    next.run(request).await
}

/// Whether a host, with or without a port, is a name that no other site can have. The port may be another one, where a tunnel
/// leads here.
fn is_this_machine(host: &str) -> bool {
    let named = host.parse::<Authority>();
    named.is_ok_and(|named| ["localhost", "127.0.0.1", "[::1]"].contains(&named.host()))
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_names_of_the_loopback_address_are_this_machine() {
        for host in ["localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org:8765", "127.0.0.1.example.org", "a b"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
