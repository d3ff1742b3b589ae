//! Stands in for the crate of this name, of which the Wasm builder of the SDK asks three things: that
//! debugging sections are dropped, that there is no instruction outside the first edition of WebAssembly,
//! and that those for sign extension, should there be any, are made out of others.
//!
//! The crate compiles Binaryen for that, which is C++, and took a sixth of a first build. Here the
//! sections are dropped, and the module is held to the first edition. Nothing is left for the last: the
//! target `wasm32v1-none` has no such instructions, and a module that has is refused.

use std::{error::Error, fs, ops::Range, path::Path};
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

/// What happens to a module. `wasm-builder` decides nothing by what it asks for: all is always done.
#[derive(Debug)]
pub struct OptimizationOptions(());

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
	/// Drops the sections of debugging information.
	StripDwarf,
	/// Does without instructions for sign extension.
	SignextLowering,
}

impl OptimizationOptions {
	/// No instruction is changed.
	pub fn new_opt_level_0() -> Self {
		Self(())
	}

	/// Only the first edition of WebAssembly, and globals that are imported to be changed.
	pub fn mvp_features_only(&mut self) -> &mut Self {
		self
	}

	/// The names of functions stay.
	pub fn debug_info(&mut self, _names: bool) -> &mut Self {
		self
	}

	/// Asks for one.
	pub fn add_pass(&mut self, _pass: Pass) -> &mut Self {
		self
	}

	/// Reads the module in one file and writes it into another, or the same.
	///
	/// # Errors
	///
	/// If a file cannot be read or written, or what is in it is no module of the first edition.
	pub fn run(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> Result<(), Box<dyn Error>> {
		Ok(fs::write(to, compacted(&fs::read(from)?)?)?)
	}
}

/// Whether the section of this name is for debuggers.
fn is_dwarf(name: &str) -> bool {
	name.starts_with(".debug_") || name.starts_with("reloc..debug_")
}

/// The module without what is for debuggers, if it is valid.
fn compacted(module: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
	Validator::new_with_features(WasmFeatures::WASM1).validate_all(module)?;
	let mut kept = Vec::with_capacity(module.len());
	for payload in Parser::new(0).parse_all(module) {
		let payload = payload?;
		match &payload {
			Payload::Version { range, .. } => kept.extend_from_slice(bytes(module, range.clone())?),
			Payload::CustomSection(section) if is_dwarf(section.name()) => continue,
			_ => {},
		}
		if let Some((id, range)) = payload.as_section() {
			let content = bytes(module, range)?;
			kept.push(id);
			put_length(&mut kept, content.len());
			kept.extend_from_slice(content);
		}
	}
	Ok(kept)
}

fn bytes(module: &[u8], range: Range<usize>) -> Result<&[u8], &'static str> {
	module.get(range).ok_or("a section ends after the module")
}

/// A number as WebAssembly has it: seven bits a byte, the lowest first.
fn put_length(to: &mut Vec<u8>, mut length: usize) {
	loop {
		let [low, ..] = length.to_le_bytes();
		length >>= 7;
		if length == 0 {
			return to.push(low);
		}
		to.push(low | 0x80);
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]
mod tests {
	use super::*;

	const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

	/// A custom section.
	fn custom(name: &str, content: usize) -> Vec<u8> {
		let mut section = vec![0];
		put_length(&mut section, 1 + name.len() + content);
		section.push(u8::try_from(name.len()).unwrap());
		section.extend(name.bytes());
		section.extend(vec![7; content]);
		section
	}

	/// One function, whose body is this.
	fn function(body: &[u8]) -> Vec<u8> {
		let length = u8::try_from(body.len()).unwrap();
		let (types, functions) = ([1, 4, 1, 0x60, 0, 0], [3, 2, 1, 0]);
		let code = [10, length + 4, 1, length + 2, 0];
		[&types[..], &functions, &code, body, &[0x0b]].concat()
	}

	fn module(sections: &[Vec<u8>]) -> Vec<u8> {
		[&HEADER[..], &sections.concat()].concat()
	}

	#[test]
	fn only_what_is_for_debuggers_goes() {
		let (names, version) = (custom("target_features", 300), custom("runtime_version", 5));
		let dwarf = || custom(".debug_info", 70_000);
		let code = function(&[0x01]);
		let all = [names.clone(), dwarf(), code.clone(), version.clone(), dwarf()];
		assert_eq!(compacted(&module(&all)).unwrap(), module(&[names, code, version]));
		assert_eq!(compacted(&HEADER).unwrap(), HEADER);
	}

	/// A constant, its sign extended, and dropped.
	#[test]
	fn what_is_not_of_the_first_edition_is_refused() {
		let extended = module(&[function(&[0x41, 0, 0xc0, 0x1a])]);
		let error = compacted(&extended).unwrap_err().to_string();
		assert!(error.contains("sign extension"), "{error}");
		assert!(compacted(&module(&[function(&[0x41, 0, 0x1a])])).is_ok());
		assert!(compacted(b"no module").is_err());
	}

	#[test]
	fn a_file_may_be_written_over_itself() {
		let path = std::env::temp_dir().join(format!("{}.wasm", std::process::id()));
		fs::write(&path, module(&[custom(".debug_line", 3)])).unwrap();
		let mut options = OptimizationOptions::new_opt_level_0();
		let asked = options.mvp_features_only().debug_info(true);
		asked.add_pass(Pass::StripDwarf).add_pass(Pass::SignextLowering).run(&path, &path).unwrap();
		assert_eq!(fs::read(&path).unwrap(), HEADER);
		fs::remove_file(&path).unwrap();
	}
}
