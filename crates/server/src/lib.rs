//! Serves a published dossier on the loopback address alone, with byte ranges for film and sound.
//! Rules are not here: a dossier is a folder of files, and this room hands them out.

mod asked;
mod error;
mod headers;
mod links;

pub use error::ServeError;

use axum::Router;
use axum::middleware::from_fn;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use tower_http::services::ServeDir;

/// The routes of a dossier: its files, and nothing else.
pub fn dossier_routes(folder: &Path) -> Router {
    let files = ServeDir::new(folder).append_index_html_on_directories(true);
    let routes = Router::new().fallback_service(files).layer(from_fn(asked::only_for_this_machine));
    headers::with_headers(routes)
}

/// Serves a dossier until interrupted; `listening` is called once with the address taken.
///
/// # Errors
/// When the folder is no dossier, has a link in it, or the port cannot be taken.
pub fn serve(folder: &Path, port: u16, listening: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    if !folder.join("index.html").is_file() {
        return Err(ServeError::NotADossier { folder: folder.to_owned() });
    }
    if let Some(link) = links::link_below(folder) {
        return Err(ServeError::Link { folder: folder.to_owned(), link });
    }
    let runtime = tokio::runtime::Runtime::new().map_err(|source| ServeError::Runtime { source })?;
    runtime.block_on(async {
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener =
            tokio::net::TcpListener::bind(wanted).await.map_err(|source| ServeError::Port { port, source })?;
        listening(listener.local_addr().unwrap_or(wanted));
        let served = axum::serve(listener, dossier_routes(folder)).with_graceful_shutdown(interrupted());
        served.await.map_err(|source| ServeError::Runtime { source })
    })
}

/// Resolves when the user interrupts; where that cannot be heard, never.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
