//! Sockets that nothing waits for.

use std::io;
use std::os::unix::net::UnixStream;

use rustix::io::{FdFlags, fcntl_setfd};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, connect, socket};

/// Connects without waiting for somebody who has no time to accept it. Programs that are started do not get the
/// connection: it would not end with us.
pub(super) fn connect_at_once(address: &SocketAddrUnix) -> io::Result<UnixStream> {
    let stream = UnixStream::from(socket(AddressFamily::UNIX, SocketType::STREAM, None)?);
    fcntl_setfd(&stream, FdFlags::CLOEXEC)?;
    stream.set_nonblocking(true)?;
    connect(&stream, address)?;
    Ok(stream)
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use rustix::fs::{OFlags, fcntl_getfl};
    use rustix::io::fcntl_getfd;

    use super::*;

    #[test]
    fn a_connection_waits_for_nobody_and_is_not_passed_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let _listener = UnixListener::bind(&path).unwrap();
        let stream = connect_at_once(&SocketAddrUnix::new(&path).unwrap()).unwrap();
        assert!(fcntl_getfd(&stream).unwrap().contains(FdFlags::CLOEXEC));
        assert!(fcntl_getfl(&stream).unwrap().contains(OFlags::NONBLOCK));
    }
}
