//! Stores for tests: each test runs on SQLite and on a PostgreSQL server of its own, which listens
//! on a socket in a temporary folder and is gone with the process.

use super::{Database, Migration, Store};
use std::{
	future::Future,
	path::PathBuf,
	process::{Child, Command, Stdio},
	sync::{
		atomic::{AtomicU32, Ordering},
		OnceLock,
	},
	time::{Duration, Instant},
};

/// Runs a test on a new store of each kind.
pub async fn on_both<Test, Ends>(migrations: &[Migration], test: Test)
where
	Test: Fn(Store) -> Ends,
	Ends: Future<Output = ()>,
{
	for is_sqlite in [true, false] {
		let folder = tempfile::tempdir().unwrap();
		let database = match is_sqlite {
			true => Database::parse("sqlite", folder.path()).unwrap(),
			false => cluster().database(),
		};
		println!("on {database:?}");
		let store = Store::open(&database, folder.path(), migrations).await.unwrap();
		test(store.clone()).await;
		store.close().await;
	}
}

/// A store on SQLite, for tests of what is above the store.
pub async fn small(migrations: &[Migration]) -> (Store, tempfile::TempDir) {
	let folder = tempfile::tempdir().unwrap();
	let database = Database::parse("sqlite", folder.path()).unwrap();
	(Store::open(&database, folder.path(), migrations).await.unwrap(), folder)
}

/// A server.
pub struct Cluster {
	folder: PathBuf,
	made: AtomicU32,
	/// It ends when this process does: its input is closed then.
	_child: Child,
}

/// The server of this process.
pub fn cluster() -> &'static Cluster {
	static CLUSTER: OnceLock<Cluster> = OnceLock::new();
	CLUSTER.get_or_init(Cluster::start)
}

/// As root, which PostgreSQL refuses, it runs as the user of Debian's package.
const RUN: &str = r#"
	folder=$1 programs=$2
	as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
	if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
	cd "$folder"
	as "$programs/initdb" -D "$folder/data" -U agent -A trust --no-sync >"$folder/log" 2>&1
	as "$programs/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off \
		-c max_connections=200 >>"$folder/log" 2>&1 </dev/null &
	cat >/dev/null
	# Not the shell's own child, which does not mind the signal.
	kill -QUIT "$(head -n 1 "$folder/data/postmaster.pid")"
	wait
	rm -rf "$folder"
"#;

impl Cluster {
	fn start() -> Self {
		let programs = programs().expect("the tests need PostgreSQL: apt-get install postgresql");
		let folder = tempfile::Builder::new().prefix("bloc-pg").tempdir().unwrap().keep();
		let child = Command::new("sh")
			.args(["-c", RUN, "sh"])
			.args([&folder, &programs])
			.stdin(Stdio::piped())
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.unwrap();
		let since = Instant::now();
		while !folder.join(".s.PGSQL.5432").exists() {
			let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
			assert!(since.elapsed() < Duration::from_secs(120), "no server: {}", log());
			std::thread::sleep(Duration::from_millis(50));
		}
		Self { folder, made: AtomicU32::new(0), _child: child }
	}

	/// A new database on it.
	pub fn database(&self) -> Database {
		let name = format!("t{}", self.made.fetch_add(1, Ordering::SeqCst));
		let since = Instant::now();
		loop {
			let made = Command::new(programs().unwrap().join("createdb"))
				.args(["-h", self.folder.to_str().unwrap(), "-U", "agent", &name])
				.stderr(Stdio::piped())
				.output()
				.unwrap();
			if made.status.success() {
				break;
			}
			let why = String::from_utf8_lossy(&made.stderr).into_owned();
			assert!(since.elapsed() < Duration::from_secs(60), "{why}");
			std::thread::sleep(Duration::from_millis(100));
		}
		let folder = self.folder.display().to_string().replace('/', "%2F");
		Database::Postgres(format!("postgres://agent@{folder}/{name}"))
	}
}

/// Where the server's programs are.
fn programs() -> Option<PathBuf> {
	let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
	let mut folders: Vec<_> = debian.map(|version| version.path().join("bin")).collect();
	folders.sort();
	folders.reverse();
	folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
	let has = |folder: &PathBuf, program| folder.join(program).exists();
	folders.into_iter().find(|folder| has(folder, "initdb") && has(folder, "createdb"))
}
