//! A client and its towers, that speak over HTTP and have a store each.

use super::{
	client::{self, Client},
	watchtower::{self, Watchtower},
};
use crate::{
	channels::{
		deed::Deed,
		seal::{self, Context, Kind},
		speech::{Record, Said, SaidAll, Upload, Uploads},
		state::{Side, Signature},
		testing::{parties, TowerModel, World, CHAIN, CHANNEL, NOW_MS},
		told::Told,
	},
	core::{
		chain::{Block, Event, Head},
		keys::Key,
		peer::Peer,
		role::Role,
		store::{testing::cluster, Database, Store},
		testing::key,
	},
	error::Result,
};
use codec::Encode;
use serde_json::Value as Json;
use sqlx::Row;
use std::{
	sync::{atomic::Ordering, Arc},
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// An agent that watches.
struct Tower {
	role: Arc<Watchtower>,
	store: Store,
	folder: TempDir,
	key: Arc<Key>,
	address: std::net::SocketAddr,
	stop: crate::core::stop::Stop,
}

const CONFIG: &str = "key = \"own\"\nlisten = \"127.0.0.1:0\"\n[[towers]]\nchain = \"c\"\n\
	bond = \"1000\"\ncover = \"10\"\nprice_a_day = \"1\"\nresponse_s = 60\n\
	contact = \"http://127.0.0.1:1\"\nmost_tip = \"1\"\n";

/// A store with the tables of all roles: a file, or on a server.
async fn new_store(is_sqlite: bool) -> (Store, TempDir) {
	let folder = tempfile::tempdir().unwrap();
	let database = match is_sqlite {
		true => Database::parse("sqlite", folder.path()).unwrap(),
		false => cluster().database(),
	};
	let store = Store::open(&database, folder.path(), &super::MIGRATIONS).await.unwrap();
	(store, folder)
}

impl Tower {
	/// The tower of that number, hired by the opener of the channels.
	async fn start(world: &World, number: u64) -> Self {
		Self::start_on(world, number, true).await
	}

	async fn start_on(world: &World, number: u64, is_sqlite: bool) -> Self {
		let (store, folder) = new_store(is_sqlite).await;
		let key = key(&format!("//Tower//{number}"));
		let tower = Self::on(world, store, folder, key, "127.0.0.1:0".parse().unwrap()).await;
		world.hire(number, tower.model());
		tower.role.drive_once().await;
		tower
	}

	async fn on(
		world: &World,
		store: Store,
		folder: TempDir,
		key: Arc<Key>,
		at: std::net::SocketAddr,
	) -> Self {
		let core = world.core(&store, key.clone());
		let stop = core.stop.clone();
		let role = Watchtower::new(&core, toml::from_str(CONFIG).unwrap()).unwrap();
		let listener = tokio::net::TcpListener::bind(at).await.unwrap();
		let address = listener.local_addr().unwrap();
		tokio::spawn(role.clone().answer(listener));
		let keeps = role.clone();
		tokio::spawn(async move { keeps.keep_states().await });
		Self { role, store, folder, key, address, stop }
	}

	/// Ends it as by a power cut, and starts it again with what its disk has.
	async fn again(self, world: &World) -> Self {
		self.stop.stop();
		tokio::time::sleep(Duration::from_millis(50)).await;
		let Self { store, folder, key, address, .. } = self;
		Self::on(world, store, folder, key, address).await
	}

	/// As the chain has it.
	fn model(&self) -> TowerModel {
		TowerModel {
			owner: self.key.account(),
			sealing_key: seal::public(&self.key),
			contact: format!("http://{}", self.address),
		}
	}

	fn peer(&self) -> Peer {
		Peer::new(&format!("http://{}", self.address)).unwrap()
	}

	/// What it has of a channel, and how many rows.
	async fn held(&self) -> (u64, usize) {
		let rows = sqlx::query("SELECT version FROM tower_watches ORDER BY version DESC")
			.fetch_all(self.store.pool())
			.await
			.unwrap();
		let version = rows.first().map_or(0, |row| row.try_get::<i64, _>("version").unwrap());
		(version.unsigned_abs(), rows.len())
	}
}

/// The calls that a store wants, in their order.
async fn wanted(store: &Store) -> Vec<Deed> {
	let rows =
		sqlx::query("SELECT call FROM intents WHERE state = 'wanted' AND call <> '' ORDER BY key")
			.fetch_all(store.pool())
			.await
			.unwrap();
	rows.iter().map(|row| Deed::read(&row.try_get::<String, _>("call").unwrap()).unwrap()).collect()
}

async fn challenges(store: &Store) -> usize {
	let deeds = wanted(store).await;
	deeds.iter().filter(|deed| matches!(deed, Deed::Challenge { .. })).count()
}

/// The party with its agent.
struct Owner {
	role: Arc<Client>,
	store: Store,
	_folder: TempDir,
}

impl Owner {
	async fn start(world: &World) -> Self {
		Self::start_on(world, true).await
	}

	async fn start_on(world: &World, is_sqlite: bool) -> Self {
		let (store, folder) = new_store(is_sqlite).await;
		let [alice, _] = parties();
		let core = world.core(&store, alice);
		let config = toml::from_str("key = \"own\"\nchains = [\"c\"]\n").unwrap();
		Self { role: Client::new(&core, config).unwrap(), store, _folder: folder }
	}

	async fn take(&self, channel: u64, record: &Record) -> Result<()> {
		let newest = client::Newest {
			chain: CHAIN.into(),
			channel,
			base_version: record.base_version,
			state: record.state.encode(),
			preimages: record.preimages.iter().map(hex::encode).collect(),
		};
		self.role.take(&newest).await
	}

	/// The version that it holds, and those that its towers have signed for.
	async fn known(&self) -> (u64, Vec<u64>) {
		let channel = self.store.client_channel(CHAIN, CHANNEL).await.unwrap().unwrap();
		let rows = sqlx::query("SELECT version FROM client_towers ORDER BY place")
			.fetch_all(self.store.pool())
			.await
			.unwrap();
		let of = |row: &sqlx::any::AnyRow| row.try_get::<i64, _>("version").unwrap().unsigned_abs();
		(channel.version, rows.iter().map(of).collect())
	}
}

async fn tell(role: &dyn Role, store: &Store, number: u64, is_final: bool, told: &Told) {
	let index = 0;
	let (role_name, told): (_, Json) = (role.name(), serde_json::to_value(told).unwrap());
	let event = Event { role: role_name, index, told };
	let head = Head { number, hash: [9; 32] };
	let block = Block { head, parent: [8; 32], time_ms: NOW_MS, events: vec![event] };
	if !is_final {
		return role.seen(CHAIN, &block).await.unwrap();
	}
	let mut tx = store.begin().await.unwrap();
	role.finalised(&mut tx, CHAIN, &block).await.unwrap();
	tx.commit().await.unwrap();
}

fn closing(version: u64) -> Told {
	Told::Closing { channel: CHANNEL, closer: 1, version, settles_ms: NOW_MS + 600_000 }
}

#[tokio::test]
async fn states_are_kept_receipted_presented_and_given_back() {
	for is_sqlite in [true, false] {
		kept_and_given_back(is_sqlite).await;
	}
}

async fn kept_and_given_back(is_sqlite: bool) {
	let world = World::new(1);
	let (one, two) =
		(Tower::start_on(&world, 1, is_sqlite).await, Tower::start_on(&world, 2, is_sqlite).await);
	let owner = Owner::start_on(&world, is_sqlite).await;
	owner.role.drive_once().await;
	for version in 1..=9 {
		let preimages: &[[u8; 32]] = if version == 9 { &[[5; 32]] } else { &[] };
		owner.take(CHANNEL, &world.record(CHANNEL, version, preimages)).await.unwrap();
		if version % 3 == 0 {
			owner.role.upload_once().await;
		}
	}
	assert_eq!(owner.known().await, (9, vec![9, 9]));
	assert_eq!((one.held().await, two.held().await), ((9, 1), (9, 1)));
	// What is older, or another of this version, is refused; the same again is not.
	assert!(owner.take(CHANNEL, &world.record(CHANNEL, 8, &[])).await.is_err());
	assert!(owner.take(CHANNEL, &world.record(CHANNEL, 9, &[])).await.is_err());

	// Killed and started again, a tower answers what it sees in a block that is not final.
	let two = two.again(&world).await;
	tell(&*two.role, &two.store, 5, false, &closing(3)).await;
	two.role.drive_once().await;
	assert_eq!(challenges(&two.store).await, 1);
	// One with the newest state, or a later one, is none to be answered.
	tell(&*one.role, &one.store, 5, true, &closing(9)).await;
	one.role.drive_once().await;
	assert_eq!(challenges(&one.store).await, 0);
	let reveals = wanted(&one.store).await;
	assert!(reveals.contains(&Deed::Reveal { channel: CHANNEL, preimage: [5; 32] }), "{reveals:?}");
	// What it keeps can be demanded until the chain lets it go.
	let gone = Told::Settled { channel: CHANNEL, version: None };
	tell(&*two.role, &two.store, 6, true, &gone).await;
	assert_eq!(two.held().await, (9, 1));
	let ended =
		Told::HiresChanged { channel: CHANNEL, side: 0, ended: Some(2), is_dismissed: false };
	tell(&*two.role, &two.store, 6, true, &ended).await;
	assert_eq!(two.held().await, (9, 1));
	// So does the party, while it is awake.
	tell(&*owner.role, &owner.store, 5, false, &closing(8)).await;
	owner.role.drive_once().await;
	assert_eq!(challenges(&owner.store).await, 1);
	given_back(&world, &one, &two, is_sqlite).await;
}

/// The party's store is gone: a new one is filled by its towers, and closes nothing by itself.
async fn given_back(world: &World, one: &Tower, two: &Tower, is_sqlite: bool) {
	let owner = Owner::start_on(world, is_sqlite).await;
	one.stop.stop(); // that one cannot be asked
	owner.role.drive_once().await;
	owner.role.restore_once().await;
	assert_eq!(owner.known().await, (9, vec![0, 9]));
	tell(&*two.role, &two.store, 7, true, &Told::WatchEnded { channel: CHANNEL, side: 0 }).await;
	assert_eq!(two.held().await, (0, 0));
	assert!(wanted(&owner.store).await.is_empty());
	let channel = owner.store.client_channel(CHAIN, CHANNEL).await.unwrap().unwrap();
	assert!(channel.is_restored);
	owner.role.close_now(CHAIN, CHANNEL).await.unwrap();
	let closes = wanted(&owner.store).await;
	let state = world.record(CHANNEL, 9, &[[5; 32]]).state;
	let Deed::Close { channel: CHANNEL, state: closed } = &closes[0] else { panic!("{closes:?}") };
	let closed = crate::channels::state::CoSigned::read(closed).unwrap();
	assert_eq!(closed.body, state.body);
}

#[tokio::test]
async fn towers_that_missed_an_old_state_are_made_to_pay() {
	let world = World::new(1);
	let towers = [Tower::start(&world, 1).await, Tower::start(&world, 2).await];
	let owner = Owner::start(&world).await;
	owner.role.drive_once().await;
	owner.take(CHANNEL, &world.record(CHANNEL, 8, &[])).await.unwrap();
	owner.role.upload_once().await;
	// The second one has not signed for the newest.
	towers[1].stop.stop();
	tokio::time::sleep(Duration::from_millis(50)).await;
	owner.take(CHANNEL, &world.record(CHANNEL, 9, &[[5; 32]])).await.unwrap();
	owner.role.upload_once().await;
	assert_eq!(owner.known().await, (9, vec![9, 8]));
	for (number, told) in [
		(5, closing(3)),
		(6, Told::Settled { channel: CHANNEL, version: Some(3) }),
		(6, Told::Settled { channel: CHANNEL, version: None }),
	] {
		tell(&*owner.role, &owner.store, number, true, &told).await;
	}
	let deeds = wanted(&owner.store).await;
	let [prove @ Deed::Prove { receipt, .. }] = &deeds[..] else { panic!("{deeds:?}") };
	let signed = crate::channels::speech::read_receipt(receipt).unwrap();
	assert_eq!((signed.receipt.tower, signed.receipt.version), (1, 9));
	assert_eq!(prove.call().unwrap().name, "prove_miss");
	assert!(owner.store.client_channel(CHAIN, CHANNEL).await.unwrap().is_none());
}

/// What a party would give the first tower.
fn upload(world: &World, tower: &Tower, channel: u64, record: &Record) -> Upload {
	let [alice, _] = parties();
	let context =
		Context { genesis: world.genesis(), channel, side: Side::Opener, kind: Kind::State };
	let version = record.state.body.version;
	let mut upload = Upload {
		genesis: world.genesis(),
		channel,
		side: Side::Opener.into(),
		tower: 1,
		hire: 11,
		version,
		record: context.seal(&seal::public(&tower.key), version, &record.encode()).unwrap(),
		backup: vec![1; 512],
		signature: vec![],
	};
	sign(&mut upload, &alice);
	upload
}

fn sign(upload: &mut Upload, key: &Key) {
	upload.signature = Signature::Sr25519(key.sign(&upload.signed_bytes())).encode();
}

async fn say(tower: &Tower, upload: &Upload) -> Said {
	let uploads = Uploads { uploads: vec![upload.clone()] };
	let said = tower.peer().say::<SaidAll>("/watchtower/v1/states", &uploads).await.unwrap();
	said.said.into_iter().next().unwrap()
}

#[tokio::test]
async fn a_tower_signs_for_nothing_that_it_could_not_present() {
	let world = World::new(64);
	let tower = Tower::start(&world, 1).await;
	let good = |channel| world.record(channel, 5, &[]);
	let with = |change: fn(&mut Record)| -> Spoil {
		Box::new(move |world, tower, channel| {
			let mut record = world.record(channel, 5, &[]);
			change(&mut record);
			upload(world, tower, channel, &record)
		})
	};
	let spoiled: Vec<(&str, Spoil)> = vec![
		("not both", with(|it| it.state.signatures.counterparty = None)),
		("not both", with(|it| it.state.body.net.amount = 7)),
		("another base", with(|it| it.base_version = 3)),
		("preimage", with(|it| it.preimages.push([1; 32]))),
		("divide", with(|it| it.state.body.net.amount = 101)),
		("not that of the state", with(|it| it.state.body.version = 6).into_other_version()),
	];
	for (channel, (why, spoil)) in (CHANNEL..).zip(spoiled) {
		let said = say(&tower, &spoil(&world, &tower, channel)).await;
		let Said::Refused(problem) = said else { panic!("{why}") };
		assert!(problem.error.contains(why), "{}, not {why}", problem.error);
		// Who signs what is no state is not listened to for a while.
		let said = say(&tower, &upload(&world, &tower, channel, &good(channel))).await;
		assert!(matches!(said, Said::Refused(_)), "{why}");
	}
}

#[tokio::test]
async fn what_the_party_has_not_signed_for_this_hire_is_refused() {
	let world = World::new(4);
	let tower = Tower::start(&world, 1).await;
	let ([alice, bob], channel) = (parties(), CHANNEL);
	let right = upload(&world, &tower, channel, &world.record(channel, 5, &[]));
	let changes: [fn(&mut Upload); 5] = [
		|it| it.hire = 12,
		|it| it.tower = 2,
		|it| it.channel += 1,
		|it| it.version += 1,
		|it| it.backup = vec![2; 5_000],
	];
	for change in changes {
		let mut wrong = right.clone();
		change(&mut wrong);
		assert!(matches!(say(&tower, &wrong).await, Said::Refused(_)));
	}
	let mut wrong = right.clone();
	sign(&mut wrong, &bob);
	assert!(matches!(say(&tower, &wrong).await, Said::Refused(_)));
	// And that, again and again, is answered alike.
	let first = say(&tower, &right).await.receipt().unwrap();
	world.now.fetch_add(5_000, Ordering::SeqCst);
	assert_eq!(say(&tower, &right).await.receipt().unwrap(), first);
	assert!(first.is_of(&tower.key.account(), &world.genesis()));
	let mut other = right.clone();
	other.backup = vec![3; 512];
	sign(&mut other, &alice);
	let Said::Refused(problem) = say(&tower, &other).await else { panic!() };
	assert!(problem.error.contains("another record of this version"), "{}", problem.error);
}

/// Makes an upload that is not good.
type Spoil = Box<dyn Fn(&World, &Tower, u64) -> Upload>;

/// The version that is said is another one than that of the state.
trait Other {
	fn into_other_version(self) -> Spoil;
}

impl Other for Spoil {
	fn into_other_version(self) -> Self {
		Box::new(|world, tower, channel| {
			let [alice, _] = parties();
			let record = world.record(channel, 6, &[]);
			let context = Context {
				genesis: world.genesis(),
				channel,
				side: Side::Opener,
				kind: Kind::State,
			};
			let sealed = context.seal(&seal::public(&tower.key), 7, &record.encode()).unwrap();
			let mut upload = upload(world, tower, channel, &record);
			(upload.version, upload.record) = (7, sealed);
			sign(&mut upload, &alice);
			upload
		})
	}
}

#[tokio::test]
async fn who_gives_more_than_it_pays_for_waits() {
	let world = World::new(1);
	let tower = Tower::start(&world, 1).await;
	let mut kept = 0;
	for version in 1..=120 {
		let record = world.record(CHANNEL, version, &[]);
		let said = say(&tower, &upload(&world, &tower, CHANNEL, &record)).await;
		kept += usize::from(matches!(said, Said::Kept { .. }));
	}
	assert_eq!(kept, 100);
	world.now.fetch_add(300, Ordering::SeqCst);
	for version in 121..=130 {
		let record = world.record(CHANNEL, version, &[]);
		let said = say(&tower, &upload(&world, &tower, CHANNEL, &record)).await;
		kept += usize::from(matches!(said, Said::Kept { .. }));
	}
	assert_eq!(kept, 103);
}

#[tokio::test]
async fn a_tower_registers_itself_beats_and_answers_a_demand() {
	let world = World::new(1);
	let (store, folder) = new_store(true).await;
	let tower =
		Tower::on(&world, store, folder, key("//Tower"), "127.0.0.1:0".parse().unwrap()).await;
	tower.role.drive_once().await;
	let deeds = wanted(&tower.store).await;
	let [Deed::Register { tower: registration }] = &deeds[..] else { panic!("{deeds:?}") };
	assert_eq!(registration.bond, 1_000_000_000_000_000);
	assert_eq!(registration.rate, 10_u128.pow(24).div_ceil(86_400));
	let owner = crate::channels::told::Who(tower.key.account());
	let told = Told::Registered { tower: 1, owner, asset: None };
	tell(&*tower.role, &tower.store, 1, true, &told).await;
	// As of the first block: it has to show that it is there soon.
	let none: Vec<Deed> = vec![];
	let beats = async |tower: &Tower| {
		let deeds = wanted(&tower.store).await;
		deeds.into_iter().filter(|deed| matches!(deed, Deed::Beat { .. })).collect::<Vec<_>>()
	};
	assert_eq!(beats(&tower).await, none);
	world.chain.grow_final(12);
	tower.role.show(&world, NOW_MS + 25_000);
	tower.role.drive_once().await;
	tower.role.drive_once().await;
	let expected = Deed::Beat { tower: 1, number: 12, hash: world.chain.best().hash };
	assert_eq!(beats(&tower).await, [expected]);

	let sealed = vec![4; 512];
	world.hire(1, tower.model());
	let mut given = upload(&world, &tower, CHANNEL, &world.record(CHANNEL, 5, &[]));
	given.backup.clone_from(&sealed);
	let [alice, _] = parties();
	sign(&mut given, &alice);
	let receipt = say(&tower, &given).await.receipt().unwrap().receipt;
	let demanded = Told::Demanded {
		channel: CHANNEL,
		side: 0,
		tower: 1,
		version: 5,
		backup: receipt.backup,
		due_ms: NOW_MS + 60_000,
	};
	tell(&*tower.role, &tower.store, 2, true, &demanded).await;
	tower.role.drive_once().await;
	let answer = Deed::Publish { channel: CHANNEL, side: 0, tower: 1, backup: sealed };
	assert!(wanted(&tower.store).await.contains(&answer));
}

/// How long a tower takes after a start with that many channels, all of which are closed at once with an
/// old state. By hand: `cargo test -- --ignored --nocapture ten_thousand_channels`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn ten_thousand_channels() {
	const CHANNELS: u64 = 10_000;
	let world = World::new(CHANNELS);
	let tower = Tower::start(&world, 1).await;
	for first in (0..CHANNELS).step_by(25) {
		world.now.fetch_add(10_000, Ordering::SeqCst);
		let uploads = (first..first + 25).map(|channel| {
			let channel = CHANNEL + channel;
			upload(&world, &tower, channel, &world.record(channel, 2, &[]))
		});
		let uploads = Uploads { uploads: uploads.collect() };
		let said = tower.peer().say::<SaidAll>("/watchtower/v1/states", &uploads).await.unwrap();
		assert!(said.said.iter().all(|said| matches!(said, Said::Kept { .. })));
	}
	let since = Instant::now();
	let tower = tower.again(&world).await;
	tower.role.read_watches().await;
	println!("{CHANNELS} channels are known again after {:?}", since.elapsed());
	let since = Instant::now();
	for channel in 0..CHANNELS {
		let channel = CHANNEL + channel;
		let told = Told::Closing { channel, closer: 1, version: 1, settles_ms: NOW_MS + 600_000 };
		tell(&*tower.role, &tower.store, 5, false, &told).await;
	}
	println!("all are seen to close after {:?}", since.elapsed());
	let since = Instant::now();
	while (challenges(&tower.store).await as u64) < CHANNELS {
		tower.role.drive_once().await;
	}
	println!("all answers are on the disk after {:?}", since.elapsed());
}

/// How many states a second a tower keeps, with constant storage. By hand:
/// `cargo test -- --ignored --nocapture states_a_second`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures"]
async fn states_a_second() {
	const CHANNELS: u64 = 1_000;
	const ROUNDS: u64 = 5;
	let world = World::new(CHANNELS);
	let tower = Tower::start(&world, 1).await;
	let mut batches = Vec::new();
	for round in 1..=ROUNDS {
		for first in (0..CHANNELS).step_by(25) {
			let uploads = (first..first + 25).map(|channel| {
				let channel = CHANNEL + channel;
				upload(&world, &tower, channel, &world.record(channel, round, &[]))
			});
			batches.push(Uploads { uploads: uploads.collect() });
		}
	}
	// The first look at each channel is not what is measured: strangers are taken in slowly.
	for channel in 0..CHANNELS {
		world.now.fetch_add(50, Ordering::SeqCst);
		let name = CHANNEL + channel;
		let given = upload(&world, &tower, name, &world.record(name, 0, &[]));
		let _ = say(&tower, &given).await;
	}
	world.now.fetch_add(120_000, Ordering::SeqCst);
	let since = Instant::now();
	let peer = Arc::new(tower.peer());
	let mut kept = 0;
	for round in batches.chunks(16) {
		let said =
			round.iter().map(|uploads| peer.say::<SaidAll>("/watchtower/v1/states", uploads));
		for said in futures::future::join_all(said).await {
			let said = said.unwrap().said;
			kept += said.iter().filter(|said| matches!(said, Said::Kept { .. })).count();
		}
	}
	let each = since.elapsed() / u32::try_from(kept).unwrap();
	println!("{kept} states, {} a second", Duration::from_secs(1).as_nanos() / each.as_nanos());
	let (version, rows) = tower.held().await;
	assert_eq!((kept as u64, version, rows as u64), (CHANNELS * ROUNDS, ROUNDS, CHANNELS));
	assert_eq!(watchtower::NAME, tower.role.name());
}
