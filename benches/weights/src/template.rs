//! The file that weights are written to.

use crate::{Line, Measured};
use std::fmt::Write;

/// One line, as the page of costs in the book has it: with so much room for the name.
pub fn summary(of: &Measured, width: usize) -> String {
	let slopes: String = of.time.slopes.iter().zip(&of.components).filter(|(s, _)| **s > 0).fold(
		String::new(),
		|mut text, (slope, component)| {
			let _ = write!(text, " + {} · {}", micros(*slope), component.to_lowercase());
			text
		},
	);
	let Measured { name, time, reads, writes, proof, .. } = of;
	let (name, time) = (format!("{name}:"), micros(time.base));
	format!("{name:width$} {time}{slopes}; {} r, {} w, {} B", reads.base, writes.base, proof.base)
}

/// Picoseconds, in microseconds to a tenth.
fn micros(picos: u128) -> String {
	let tenths = picos.saturating_add(50_000).div_euclid(100_000);
	format!("{}.{} µs", tenths.div_euclid(10), tenths.rem_euclid(10))
}

/// The whole file: the trait, its implementation with the runtime's database, and one with RocksDB's
/// for `()`. Of a pallet that is not ours the implementation alone: the trait is its own.
pub fn render(pallet: &str, measured: &[Measured]) -> String {
	if !pallet.starts_with("pallet_bloc_") {
		return of_the_sdk(pallet, measured);
	}
	let mut text = head(pallet);
	text.push_str(
		"#![allow(missing_docs)]\n\n\
		 use core::marker::PhantomData;\nuse frame_support::{\n\ttraits::Get,\n\t\
		 weights::{constants::RocksDbWeight, Weight},\n};\n\n\
		 /// Benchmarked weights. The arguments are the benchmarks' components.\n\
		 pub trait WeightInfo {\n",
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

fn of_the_sdk(pallet: &str, measured: &[Measured]) -> String {
	let mut text = head(pallet);
	text.push_str(
		"\nuse core::marker::PhantomData;\nuse frame_support::{traits::Get, weights::Weight};\n\n\
		 /// As measured, with the database of the runtime.\n\
		 pub struct Weights<T>(PhantomData<T>);\n",
	);
	let head = format!("impl<T: frame_system::Config> {pallet}::WeightInfo for Weights<T>");
	implementation(&mut text, &head, "T::DbWeight::get()", measured);
	text
}

fn head(pallet: &str) -> String {
	format!(
		"//! What the calls of this pallet weigh.\n//!\n\
		 //! Written by `scripts/weights`, which ran `bloc-weights` on the template runtime's Wasm for\n\
		 //! `{pallet}`. Not to be edited by hand.\n",
	)
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
		let lines = [&of.time, &of.reads, &of.writes, &of.proof];
		let counts =
			|index| lines.iter().any(|line| line.slopes.get(index).is_some_and(|slope| *slope > 0));
		let _ = writeln!(text, "\tfn {}({}) -> Weight {{", of.name, arguments(of, counts));
		let _ = writeln!(text, "\t\tWeight::from_parts({}, {})", of.time.base, of.proof.base);
		let slopes = of.time.slopes.iter().zip(&of.proof.slopes).zip(&of.components);
		for ((time, proof), name) in slopes.filter(|((time, proof), _)| **time > 0 || **proof > 0) {
			let each = format!("Weight::from_parts({time}, {proof})");
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
