//! The inputs that are kept for a model, again, and others that nobody has chosen.
//!
//! Together, the kept inputs have to reach every event and try every call. If something is new, or an
//! old input no longer does what it did, the tests say what is missed. With `KEEP_INPUTS=1` in the
//! environment they look for inputs that reach it, and keep those.

use scale_info::{TypeDef, TypeInfo};
use std::{
	collections::BTreeSet,
	env, fs,
	path::{Path, PathBuf},
};

/// Events that no input may or can reach: of a hook that failed, and of a storage deposit that does
/// not come back. And a guard, which a pallet beside the channels sets: the model of liquidity providers
/// does, on the real channels.
pub const UNREACHED: [&str; 3] = ["ServiceFailed", "DepositKept", "GuardSet"];

/// The most inputs that are tried in search of what is missed.
const TRIES: usize = 20_000;
/// The most bytes that are put into an input at once: about what a step reads.
const STEP: usize = 24;
/// So many of the highest numbers are tried as often as all others: a step that came last has one.
const NEWEST: usize = 8;

/// What became of calls: each by the index of its variant, with the name of what was wrong with it,
/// if something was.
pub type Answers = BTreeSet<(u8, Option<&'static str>)>;

/// The inputs in `folder`, with their names.
pub fn inputs(folder: impl AsRef<Path>) -> Vec<(PathBuf, Vec<u8>)> {
	let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
	let mut all: Vec<_> = files.map(|path| (path.clone(), fs::read(path).unwrap())).collect();
	all.sort();
	all
}

/// Replays the inputs in `folder`, at least `least` of them. Together they must reach every event of
/// the pallet but [`UNREACHED`]: `events_of` runs one and returns the indices of the events that came
/// of it.
pub fn reaches_every_event<Event: TypeInfo>(
	folder: impl AsRef<Path>,
	least: usize,
	events_of: impl Fn(&[u8]) -> BTreeSet<u8>,
) {
	let events: Vec<_> =
		variants::<Event>().into_iter().filter(|(_, name)| !UNREACHED.contains(name)).collect();
	replay(folder.as_ref(), least, events_of, |seen| {
		let missed = events.iter().filter(|(index, _)| !seen.contains(index));
		missed.map(|(_, name)| name.to_string()).collect()
	});
}

/// Replays the inputs in `folder`. Together they must have every call of the pallet work, and have it
/// refused for two reasons at least, `for_one_reason` those for which there is only one: `answers_of`
/// runs one input. Returns all answers.
pub fn tries_every_call<Call: TypeInfo>(
	folder: impl AsRef<Path>,
	for_one_reason: &[&str],
	answers_of: impl Fn(&[u8]) -> Answers,
) -> Answers {
	let calls = variants::<Call>();
	replay(folder.as_ref(), 1, answers_of, |seen| missed_calls(&calls, for_one_reason, seen))
}

/// The calls that have not worked, or have not been refused for enough reasons.
fn missed_calls(
	calls: &[(u8, &'static str)],
	for_one_reason: &[&str],
	seen: &Answers,
) -> Vec<String> {
	let mut missed = Vec::new();
	for (call, name) in calls {
		if !seen.contains(&(*call, None)) {
			missed.push(format!("{name} works"));
		}
		let next = seen.iter().filter(|(of, why)| of == call && why.is_some()).count() + 1;
		let reasons = if for_one_reason.contains(name) { 1 } else { 2 };
		missed.extend((next..=reasons).map(|reason| format!("{name} is refused, reason {reason}")));
	}
	missed
}

/// The variants of an enum, with their indices.
fn variants<Enum: TypeInfo>() -> Vec<(u8, &'static str)> {
	let TypeDef::Variant(of) = Enum::type_info().type_def else { panic!("not an enum") };
	assert!(!of.variants.is_empty());
	of.variants.into_iter().map(|variant| (variant.index, variant.name)).collect()
}

/// Replays the inputs in `folder`. `reached_by` runs one; `missed` names what all together have not
/// reached.
fn replay<Reached: Ord>(
	folder: &Path,
	least: usize,
	reached_by: impl Fn(&[u8]) -> BTreeSet<Reached>,
	missed: impl Fn(&BTreeSet<Reached>) -> Vec<String>,
) -> BTreeSet<Reached> {
	let kept = inputs(folder);
	assert!(kept.len() >= least, "only {} inputs are kept", kept.len());
	let mut seen = BTreeSet::new();
	for (path, input) in &kept {
		// Tells which one it was, if it panics.
		println!("{}", path.display());
		seen.extend(reached_by(input));
	}
	if env::var_os("KEEP_INPUTS").is_some() {
		keep_more(folder, kept, &mut seen, &reached_by, &missed);
	}
	let missed = missed(&seen);
	assert!(missed.is_empty(), "no kept input reaches {missed:?}: fuzz/README.md says what to do");
	seen
}

/// Looks for inputs that reach what is missed, and keeps them in `folder`: kept inputs, with a step
/// or two more somewhere.
fn keep_more<Reached: Ord>(
	folder: &Path,
	mut kept: Vec<(PathBuf, Vec<u8>)>,
	seen: &mut BTreeSet<Reached>,
	reached_by: impl Fn(&[u8]) -> BTreeSet<Reached>,
	missed: impl Fn(&BTreeSet<Reached>) -> Vec<String>,
) {
	let mut random = random_words();
	for _ in 0..TRIES {
		let before = missed(seen);
		if before.is_empty() {
			return;
		}
		let (_, mut input) = kept[random() as usize % kept.len()].clone();
		for _ in 0..=random() % 2 {
			let at = random() as usize % (input.len() + 1);
			input.splice(at..at, some_step(&mut random));
		}
		seen.extend(reached_by(&input));
		let after = missed(seen);
		if after.len() < before.len() {
			let new = before.iter().find(|name| !after.contains(name)).unwrap();
			let path = folder.join(format!("{}-{}", new.replace([' ', ','], "-"), kept.len()));
			fs::write(&path, &input).unwrap();
			println!("kept: {}", path.display());
			kept.push((path, input));
		}
	}
}

/// Bytes that may be a step, half of them one of those that came last.
fn some_step(random: &mut impl FnMut() -> u64) -> Vec<u8> {
	let length = random() as usize % STEP + 1;
	let mut step: Vec<u8> = (0..length).map(|_| random() as u8).collect();
	if random() % 2 == 0 {
		step[0] = u8::MAX - step[0] % NEWEST as u8;
	}
	step
}

/// Splitmix64: the same each time.
fn random_words() -> impl FnMut() -> u64 {
	let mut seed = 0x6c69_6768_746e_696eu64;
	move || {
		seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}
}

/// So many inputs of up to `words` times 8 bytes that nobody has chosen: the same each time.
pub fn random_inputs(count: usize, words: usize) -> impl Iterator<Item = Vec<u8>> {
	let mut random = random_words();
	(0..count).map(move |_| {
		let words = random() as usize % words;
		(0..words).flat_map(|_| random().to_le_bytes()).collect()
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	/// Reaches 1 at once, 2 if it goes on with the newest step, and 3 if that comes twice.
	fn reached_by(input: &[u8]) -> BTreeSet<u8> {
		let newest = input.iter().filter(|byte| **byte == u8::MAX).count();
		(1..=3).take(newest + 1).collect()
	}

	fn missed(seen: &BTreeSet<u8>) -> Vec<String> {
		[1, 2, 3].iter().filter(|it| !seen.contains(it)).map(|it| format!("number {it}")).collect()
	}

	/// What a test that fails says.
	fn complaint(of: impl FnOnce() + std::panic::UnwindSafe) -> String {
		*std::panic::catch_unwind(of).unwrap_err().downcast().unwrap()
	}

	#[test]
	fn what_is_missed_is_looked_for_and_kept() {
		let folder = env::temp_dir().join(format!("bloc-corpus-{}", std::process::id()));
		fs::create_dir_all(&folder).unwrap();
		fs::write(folder.join("first"), [7, 7, 7]).unwrap();
		let said = complaint(|| {
			replay(&folder, 1, reached_by, missed);
		});
		assert!(said.contains(r#"["number 2", "number 3"]"#), "{said}");
		let mut seen = BTreeSet::from([1]);
		keep_more(&folder, inputs(&folder), &mut seen, reached_by, missed);
		assert_eq!(seen, BTreeSet::from([1, 2, 3]));
		// What was kept does it again.
		assert_eq!(replay(&folder, 2, reached_by, missed), seen);
		fs::remove_dir_all(&folder).unwrap();
	}

	#[test]
	fn a_call_has_to_work_and_to_be_refused_twice() {
		#[derive(TypeInfo)]
		#[allow(dead_code)]
		enum Call {
			Pay,
			Close,
		}
		let answers = [(0, None), (0, Some("Dear")), (0, Some("Late")), (1, Some("Late"))];
		let of = Answers::from(answers);
		let missed = missed_calls(&variants::<Call>(), &[], &of);
		assert_eq!(missed, ["Close works", "Close is refused, reason 2"]);
	}
}
