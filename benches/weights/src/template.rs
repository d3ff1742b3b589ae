//! The file that weights are written to.

use crate::{Line, Measured};
use std::fmt::Write;

/// One line for people.
pub fn summary(of: &Measured) -> String {
	let nanos = of.time.base.div_euclid(1_000);
	let slopes: String = of.time.slopes.iter().zip(&of.components).fold(
		String::new(),
		|mut text, (slope, component)| {
			let _ = write!(text, " + {} ns · {component}", slope.div_euclid(1_000));
			text
		},
	);
	let Measured { name, reads, writes, proof, .. } = of;
	format!("{name}: {nanos} ns{slopes}; {} r, {} w, {proof} B", reads.base, writes.base)
}

/// The whole file: the trait, its implementation with the runtime's database, and one with RocksDB's
/// for `()`.
pub fn render(pallet: &str, measured: &[Measured]) -> String {
	let mut text = format!(
		"//! What the calls of this pallet weigh.\n//!\n\
		 //! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for\n\
		 //! `{pallet}`. Not to be edited by hand.\n#![allow(missing_docs)]\n\n\
		 use core::marker::PhantomData;\nuse frame_support::{{\n\ttraits::Get,\n\t\
		 weights::{{constants::RocksDbWeight, Weight}},\n}};\n\n\
		 /// Benchmarked weights. The arguments are the benchmarks' components.\n\
		 pub trait WeightInfo {{\n",
	);
	for of in measured {
		let _ = writeln!(text, "\tfn {}({}) -> Weight;", of.name, arguments(of, |_| true));
	}
	text.push_str("}\n\n/// As measured, with the database of the runtime.\n");
	text.push_str("pub struct SubstrateWeight<T>(PhantomData<T>);\n");
	let head = "impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T>";
	implementation(&mut text, head, "T::DbWeight::get()", measured);
	implementation(&mut text, "impl WeightInfo for ()", "RocksDbWeight::get()", measured);
	text
}

/// The components as arguments, those that are not `used` with an underscore.
fn arguments(of: &Measured, used: impl Fn(usize) -> bool) -> String {
	let names = of.components.iter().enumerate();
	let name = |(index, name)| format!("{}{name}: u32", if used(index) { "" } else { "_" });
	names.map(name).collect::<Vec<_>>().join(", ")
}

fn implementation(text: &mut String, head: &str, db: &str, measured: &[Measured]) {
	let _ = write!(text, "\n{head} {{\n");
	for of in measured {
		let lines = [&of.time, &of.reads, &of.writes];
		let counts =
			|index| lines.iter().any(|line| line.slopes.get(index).is_some_and(|slope| *slope > 0));
		let _ = writeln!(text, "\tfn {}({}) -> Weight {{", of.name, arguments(of, counts));
		let _ = writeln!(text, "\t\tWeight::from_parts({}, {})", of.time.base, of.proof);
		for (slope, name) in of.time.slopes.iter().zip(&of.components).filter(|(s, _)| **s > 0) {
			let each = format!("Weight::from_parts({slope}, 0)");
			let _ = writeln!(
				text,
				"\t\t\t.saturating_add({each}.saturating_mul({}.into()))",
				name.to_lowercase(),
			);
		}
		for (kind, line) in [("reads", &of.reads), ("writes", &of.writes)] {
			storage(text, db, kind, line, &of.components);
		}
		text.push_str("\t}\n");
	}
	text.push_str("}\n");
}

fn storage(text: &mut String, db: &str, kind: &str, line: &Line, components: &[String]) {
	if line.base > 0 {
		let _ = writeln!(text, "\t\t\t.saturating_add({db}.{kind}({}_u64))", line.base);
	}
	for (slope, name) in line.slopes.iter().zip(components).filter(|(slope, _)| **slope > 0) {
		let count = format!("{slope}_u64.saturating_mul({}.into())", name.to_lowercase());
		let _ = writeln!(text, "\t\t\t.saturating_add({db}.{kind}({count}))");
	}
}
