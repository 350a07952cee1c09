//! The folder of the sockets by which keys are sent: a socket for each session, named by when it began, so that the
//! greatest name is the newest. Only its owner may enter it, and no link is followed into it or in it.

use std::fs::{DirBuilder, Permissions, set_permissions};
use std::io::{self, ErrorKind};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, fchmod, fstat, open, renameat, statat, unlinkat};
use rustix::net::SocketAddrUnix;
use rustix::process::{geteuid, getpid};

use super::super::socket::connect_at_once;

const EXTENSION: &str = ".sock";

/// The folder, open.
pub(super) struct SocketFolder {
    path: PathBuf,
    fd: OwnedFd,
}

impl SocketFolder {
    /// Makes the folder where it is missing.
    pub(super) fn make(path: &Path) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        Self::open(path)
    }

    /// Refuses what is a link, no folder, or that of another user.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let fd = open(path, flags, Mode::empty())?;
        if fstat(&fd)?.st_uid != geteuid().as_raw() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        fchmod(&fd, Mode::RWXU)?;
        Ok(Self { path: path.to_owned(), fd })
    }

    /// A socket for a session that begins at this time, and its name. It listens before it has that name, so that
    /// nobody takes it for one that was left behind.
    pub(super) fn listen(&self, began: Timestamp) -> io::Result<(UnixListener, String)> {
        // Thirteen digits last until the year 2286.
        let name = format!("{:013}-{}{EXTENSION}", began.as_millisecond(), getpid().as_raw_pid());
        let hidden = format!(".{name}");
        let path = self.path.join(&hidden);
        let listener = UnixListener::bind(&path)?;
        let named = set_permissions(&path, Permissions::from_mode(0o600))
            .and_then(|()| listener.set_nonblocking(true))
            .and_then(|()| Ok(renameat(&self.fd, &hidden, &self.fd, &name)?));
        if named.is_err() {
            self.remove(&hidden);
        }
        named.map(|()| (listener, name))
    }

    pub(super) fn remove(&self, name: &str) {
        let _ = unlinkat(&self.fd, name, AtFlags::empty());
    }

    /// Connections to the sessions that are there, the newest first. Sockets that nobody listens to any more, because
    /// their session was killed, are removed on the way.
    pub(super) fn sessions(&self) -> io::Result<impl Iterator<Item = io::Result<UnixStream>>> {
        let entries = Dir::read_from(&self.fd)?.filter_map(Result::ok);
        let names = entries.filter_map(|entry| entry.file_name().to_str().ok().map(str::to_owned));
        let mut names: Vec<_> = names.filter(|name| name.ends_with(EXTENSION) && !name.starts_with('.')).collect();
        names.sort_unstable_by(|one, other| other.cmp(one));
        Ok(names.into_iter().filter(|name| self.is_own_socket(name)).filter_map(|name| {
            let connected = self.connect(&name);
            if connected.as_ref().is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused) {
                self.remove(&name);
                return None;
            }
            Some(connected)
        }))
    }

    fn is_own_socket(&self, name: &str) -> bool {
        statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|found| {
            FileType::from_raw_mode(found.st_mode) == FileType::Socket && found.st_uid == geteuid().as_raw()
        })
    }

    /// Connects without waiting for a session that is stopped.
    fn connect(&self, name: &str) -> io::Result<UnixStream> {
        connect_at_once(&SocketAddrUnix::new(self.path.join(name))?)
    }
}
