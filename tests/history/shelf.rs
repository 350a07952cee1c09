//! A folder of sessions on a disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calfguide::history::{self, Listing, LoadedSession, ReadDepth, StoredSession};
use tempfile::TempDir;

/// A folder of sessions, gone when it is dropped.
pub(crate) struct Shelf(TempDir);

impl Shelf {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// One with these files, each under a name and a year.
    pub(crate) fn with<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let shelf = Self::new();
        for (name, bytes) in files {
            shelf.put(name, bytes);
        }
        shelf
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Puts a file into it.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join("2026").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Some disks wait where a file is emptied and written again.
        let _ = fs::remove_file(&path);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn list(&self, look: ReadDepth) -> Listing {
        history::list(self.path(), look)
    }

    /// The one session in it.
    pub(crate) fn only(&self) -> StoredSession {
        let sessions = self.list(ReadDepth::Lines).sessions;
        assert_eq!(sessions.len(), 1, "one session");
        sessions.into_iter().next().unwrap()
    }

    /// All that it says.
    pub(crate) fn kept(&self) -> LoadedSession {
        self.only().read().unwrap()
    }

    /// Every file in it, with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut files, mut folders) = (BTreeMap::new(), vec![self.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in folder.read_dir().unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).unwrap();
                    files.insert(path, bytes);
                }
            }
        }
        files
    }
}
