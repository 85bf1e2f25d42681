//! How a process is told to stop.

/// Waits until the process is told to stop. Answers whether it may take its time: SIGTERM lets it, SIGINT does not.
#[cfg(unix)]
pub async fn told_to_stop() -> bool {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        // Without signals nobody can tell; the process can still be killed.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => true,
        _ = interrupt.recv() => false,
    }
}

/// Waits until the process is told to stop.
#[cfg(not(unix))]
pub async fn told_to_stop() -> bool {
    match tokio::signal::ctrl_c().await {
        Ok(()) => false,
        Err(_) => std::future::pending().await,
    }
}
