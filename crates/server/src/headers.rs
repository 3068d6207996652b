//! The headers of every answer. Which files there are is not here.

use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::map_response;
use axum::response::Response;
use tower_http::set_header::SetResponseHeaderLayer;

/// Nothing is kept for the next user, sniffed, put into a frame, opened by another site or told to one; and a page that somebody
/// else made takes script, style, pictures and recordings from its own folder alone, whatever it says itself.
const HEADERS: [(HeaderName, &str); 6] = [
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// The same routes, with these headers on every answer.
pub fn with_headers(routes: Router) -> Router {
    let routes = routes.layer(map_response(with_charset));
    HEADERS.into_iter().fold(routes, |routes, (name, value)| {
        routes.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)))
    })
}

/// Every text of a dossier is UTF-8; without this a browser may take another encoding for a script or a list.
async fn with_charset(mut answer: Response) -> Response {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/") && !kind.contains("charset") {
        let named = HeaderValue::from_str(&format!("{kind}; charset=utf-8"));
        answer.headers_mut().extend(named.ok().map(|named| (CONTENT_TYPE, named)));
    }
    answer
}
