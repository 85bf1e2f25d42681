//! `plain ADDRESS FILE`: answers every GET of `/file` with the file's bytes from memory, and everything else with 404.

use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (address, file) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    let bytes = Bytes::from(std::fs::read(file)?);
    HttpServer::new(move || {
        let bytes = bytes.clone();
        let answer = move || {
            let bytes = bytes.clone();
            async move { HttpResponse::Ok().content_type("image/png").body(bytes) }
        };
        App::new().route("/file", web::get().to(answer))
    })
    .bind(address)?
    .run()
    .await
}
