//! The door for everybody: how many come in at a time, and for how long. Whoever holds a connection and
//! says nothing is shown out, and so is who says too much, or waits for an answer for too long.

use crate::{
	core::{http::Problem, stop::Stop},
	error::{Error, Result},
};
use axum::{
	extract::Request,
	http::StatusCode,
	middleware::{from_fn, Next},
	response::{IntoResponse, Response},
	serve::Listener,
	Json, Router,
};
use std::{
	future::Future,
	io::{Error as IoError, ErrorKind, Result as IoResult},
	net::SocketAddr,
	pin::Pin,
	sync::Arc,
	task::{Context, Poll},
	time::Duration,
};
use tokio::{
	io::{AsyncRead, AsyncWrite, ReadBuf},
	net::{TcpListener, TcpStream},
	sync::{OwnedSemaphorePermit, Semaphore},
	time::{sleep, timeout, Sleep},
};

/// How many connections there are at a time.
const MOST: usize = 128;
/// How long one lasts at most.
const LONGEST: Duration = Duration::from_secs(60);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers until the end.
pub async fn serve(listener: TcpListener, routes: Router, stop: Stop) -> Result<()> {
	serve_within(listener, routes, stop, MOST, LONGEST).await
}

async fn serve_within(
	listener: TcpListener,
	routes: Router,
	stop: Stop,
	most: usize,
	longest: Duration,
) -> Result<()> {
	let door = Door { listener, free: Arc::new(Semaphore::new(most)), longest };
	let ended = async move { stop.stopped().await };
	let served = axum::serve(door, routes.layer(from_fn(in_time))).with_graceful_shutdown(ended);
	served.await.map_err(|error| Error::usage(error, "see that the address can be listened on"))
}

async fn in_time(request: Request, next: Next) -> Response {
	match timeout(PATIENCE, next.run(request)).await {
		Ok(response) => response,
		Err(_) => {
			let problem =
				Problem { error: "it takes too long".into(), advice: "ask again later".into() };
			(StatusCode::SERVICE_UNAVAILABLE, Json(problem)).into_response()
		},
	}
}

struct Door {
	listener: TcpListener,
	free: Arc<Semaphore>,
	longest: Duration,
}

impl Listener for Door {
	type Io = Guest;
	type Addr = SocketAddr;

	async fn accept(&mut self) -> (Self::Io, Self::Addr) {
		// Those that find no room wait outside, where the system has them in a queue.
		let permit = self.free.clone().acquire_owned().await.ok();
		let (stream, address) = Listener::accept(&mut self.listener).await;
		(Guest { stream, until: Box::pin(sleep(self.longest)), _permit: permit }, address)
	}

	fn local_addr(&self) -> IoResult<Self::Addr> {
		self.listener.local_addr()
	}
}

/// A connection whose time is measured.
struct Guest {
	stream: TcpStream,
	until: Pin<Box<Sleep>>,
	_permit: Option<OwnedSemaphorePermit>,
}

impl Guest {
	fn ensure_in_time(&mut self, context: &mut Context<'_>) -> IoResult<()> {
		match self.until.as_mut().poll(context) {
			Poll::Ready(()) => Err(IoError::from(ErrorKind::TimedOut)),
			Poll::Pending => Ok(()),
		}
	}
}

impl AsyncRead for Guest {
	fn poll_read(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
		buffer: &mut ReadBuf<'_>,
	) -> Poll<IoResult<()>> {
		self.ensure_in_time(context)?;
		Pin::new(&mut self.stream).poll_read(context, buffer)
	}
}

impl AsyncWrite for Guest {
	fn poll_write(
		mut self: Pin<&mut Self>,
		context: &mut Context<'_>,
		bytes: &[u8],
	) -> Poll<IoResult<usize>> {
		self.ensure_in_time(context)?;
		Pin::new(&mut self.stream).poll_write(context, bytes)
	}

	fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<IoResult<()>> {
		Pin::new(&mut self.stream).poll_flush(context)
	}

	fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<IoResult<()>> {
		Pin::new(&mut self.stream).poll_shutdown(context)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use axum::routing::get;
	use std::time::Instant;
	use tokio::io::{AsyncReadExt, AsyncWriteExt};

	async fn door(most: usize, longest: Duration) -> (SocketAddr, Stop) {
		let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
		let (address, stop) = (listener.local_addr().unwrap(), Stop::default());
		let routes = Router::new().route("/", get(|| async { "well" }));
		tokio::spawn(serve_within(listener, routes, stop.clone(), most, longest));
		(address, stop)
	}

	async fn ask(address: SocketAddr) -> String {
		let mut stream = TcpStream::connect(address).await.unwrap();
		stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
		let mut answer = String::new();
		stream.read_to_string(&mut answer).await.unwrap();
		answer
	}

	#[tokio::test]
	async fn whoever_says_nothing_is_shown_out() {
		let (address, stop) = door(8, Duration::from_millis(200)).await;
		assert!(ask(address).await.ends_with("well"));
		let since = Instant::now();
		let mut silent = TcpStream::connect(address).await.unwrap();
		silent.write_all(b"GET / HT").await.unwrap();
		let mut answer = Vec::new();
		let _ = silent.read_to_end(&mut answer).await;
		assert!(answer.is_empty() && since.elapsed() < Duration::from_secs(20));
		stop.stop();
	}

	#[tokio::test]
	async fn those_who_find_no_room_wait_for_it() {
		let (address, stop) = door(2, Duration::from_millis(500)).await;
		let silent = [
			TcpStream::connect(address).await.unwrap(),
			TcpStream::connect(address).await.unwrap(),
		];
		tokio::time::sleep(Duration::from_millis(50)).await;
		let since = Instant::now();
		assert!(ask(address).await.ends_with("well"));
		assert!(since.elapsed() > Duration::from_millis(200), "{:?}", since.elapsed());
		drop(silent);
		stop.stop();
	}
}
