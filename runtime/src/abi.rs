//! The encoding that clients, stored calls and archives rely on, as a text that is compared with
//! the one in `tests/snapshots/abi.txt`.
//!
//! A difference is a decision, not a mishap: a changed index or type breaks whoever decodes it, and
//! a changed call also raises `transaction_version`. `UPDATE_SNAPSHOTS=1 scripts/test runtime` writes
//! the file anew.

use crate::Runtime;
use alloc::{
	collections::{BTreeMap, BTreeSet},
	format,
	string::{String, ToString},
	vec::Vec,
};
use frame_support::__private::metadata_ir::{PalletMetadataIR, StorageEntryTypeIR};
use scale_info::{form::MetaForm, Field, MetaType, Type, TypeDef, Variant};

/// The crates whose types are written out in full: ours.
const OURS: [&str; 3] = ["bloc_", "pallet_bloc_", "lightning_bloc_"];

/// The APIs whose methods are the SDK's affair.
const SDK_APIS: [&str; 15] = [
	"AccountNonceApi",
	"AssetConversionApi",
	"AssetRewards",
	"AuraApi",
	"BlockBuilder",
	"Core",
	"GenesisBuilder",
	"GrandpaApi",
	"Metadata",
	"OffchainWorkerApi",
	"RuntimeViewFunction",
	"SessionKeys",
	"TaggedTransactionQueue",
	"TransactionPaymentApi",
	"TransactionPaymentCallApi",
];

/// Writes the text and keeps in mind which types it has named.
#[derive(Default)]
struct Listing {
	lines: Vec<String>,
	named: BTreeMap<String, MetaType>,
}

impl Listing {
	fn line(&mut self, line: impl Into<String>) {
		self.lines.push(line.into());
	}

	/// A short name of a type, with the names of what it is made of.
	fn name(&mut self, ty: &MetaType) -> String {
		let info = ty.type_info();
		match &info.type_def {
			TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
			TypeDef::Compact(inner) => format!("Compact<{}>", self.name(&inner.type_param)),
			TypeDef::Sequence(inner) => format!("Vec<{}>", self.name(&inner.type_param)),
			TypeDef::Array(inner) => {
				format!("[{}; {}]", self.name(&inner.type_param), inner.len)
			},
			TypeDef::Tuple(inner) => {
				let fields: Vec<_> = inner.fields.iter().map(|field| self.name(field)).collect();
				format!("({})", fields.join(", "))
			},
			TypeDef::BitSequence(_) => "BitSequence".into(),
			TypeDef::Composite(_) | TypeDef::Variant(_) => self.name_of_path(ty, &info),
		}
	}

	fn name_of_path(&mut self, ty: &MetaType, info: &Type) -> String {
		let ident = info.path.ident().unwrap_or("anonymous");
		let root = info.path.segments.first().copied().unwrap_or_default();
		// Pallets have types of the same name.
		let name = match root.strip_prefix("pallet_bloc_") {
			Some(pallet) => format!("{pallet}::{ident}"),
			None => ident.to_string(),
		};
		let params: Vec<_> = info.type_params.iter().filter_map(|param| param.ty).collect();
		let params: Vec<_> = params.iter().map(|param| self.name(param)).collect();
		let full = match params.as_slice() {
			[] => name,
			some => format!("{name}<{}>", some.join(", ")),
		};
		if OURS.iter().any(|ours| root.starts_with(ours)) {
			let known = self.named.insert(full.clone(), *ty);
			assert!(known.is_none_or(|known| known == *ty), "two types are called {full}");
		}
		full
	}

	fn fields(&mut self, fields: &[Field<MetaForm>]) -> String {
		let fields: Vec<_> = fields
			.iter()
			.map(|field| match field.name {
				Some(name) => format!("{name}: {}", self.name(&field.ty)),
				None => self.name(&field.ty),
			})
			.collect();
		fields.join(", ")
	}

	fn variants(&mut self, what: &str, ty: &MetaType) {
		let TypeDef::Variant(def) = ty.type_info().type_def else { return };
		let mut variants: Vec<&Variant<MetaForm>> = def.variants.iter().collect();
		variants.sort_by_key(|variant| variant.index);
		for Variant { name, fields, index, .. } in variants {
			let fields = self.fields(fields);
			self.line(format!("  {what} {index} {name}({fields})"));
		}
	}

	fn pallet(&mut self, pallet: &PalletMetadataIR) {
		if let Some(calls) = &pallet.calls {
			self.variants("call", &calls.ty);
		}
		if let Some(events) = &pallet.event {
			self.variants("event", &events.ty);
		}
		if let Some(errors) = &pallet.error {
			self.variants("error", &errors.ty);
		}
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			let ty = match &entry.ty {
				StorageEntryTypeIR::Plain(value) => self.name(value),
				StorageEntryTypeIR::Map { hashers, key, value } => {
					format!("{hashers:?} {} => {}", self.name(key), self.name(value))
				},
			};
			self.line(format!("  storage {} ({:?}): {ty}", entry.name, entry.modifier));
		}
		for constant in &pallet.constants {
			let ty = self.name(&constant.ty);
			self.line(format!("  constant {}: {ty}", constant.name));
		}
		for view in &pallet.view_functions {
			let inputs: Vec<_> = view
				.inputs
				.iter()
				.map(|input| format!("{}: {}", input.name, self.name(&input.ty)))
				.collect();
			let output = self.name(&view.output);
			self.line(format!("  view {}({}) -> {output}", view.name, inputs.join(", ")));
		}
	}

	/// Our types that were named on the way, and those that they name.
	fn types(&mut self) {
		let mut done = BTreeSet::new();
		let mut written = BTreeMap::new();
		while let Some((name, ty)) =
			self.named.iter().find(|(name, _)| !done.contains(*name)).map(|(n, t)| (n.clone(), *t))
		{
			done.insert(name.clone());
			let shape = match &ty.type_info().type_def {
				TypeDef::Composite(def) => self.fields(&def.fields),
				TypeDef::Variant(def) => {
					let variants: Vec<_> = def
						.variants
						.iter()
						.map(|variant| {
							let fields = self.fields(&variant.fields);
							format!("{} {}({fields})", variant.index, variant.name)
						})
						.collect();
					variants.join(" | ")
				},
				_ => continue,
			};
			written.insert(name, shape);
		}
		self.line("types");
		for (name, shape) in written {
			self.line(format!("  {name}: {shape}"));
		}
	}
}

/// Whether a pallet is one of the suite, by where its types come from.
fn is_ours(pallet: &PalletMetadataIR) -> bool {
	let types = [
		pallet.calls.as_ref().map(|calls| calls.ty),
		pallet.event.as_ref().map(|event| event.ty),
		pallet.error.as_ref().map(|error| error.ty),
	];
	let ours = |ty: MetaType| {
		let path = ty.type_info().path;
		let root = path.segments.first().copied().unwrap_or_default();
		OURS.iter().any(|ours| root.starts_with(ours))
	};
	pallet.name == "ChainIdentity" || types.into_iter().flatten().any(ours)
}

fn listing() -> String {
	// The constants of the metadata are read from the state.
	let ir = sp_io::TestExternalities::default().execute_with(Runtime::metadata_ir);
	let mut listing = Listing::default();
	let mut pallets = ir.pallets;
	pallets.sort_by_key(|pallet| pallet.index);

	listing.line("pallets");
	for pallet in &pallets {
		listing.line(format!("  {} {}", pallet.index, pallet.name));
	}
	listing.line("transaction");
	for extension in &ir.extrinsic.extensions_in_versions {
		listing.line(format!("  {}", extension.identifier));
	}
	for pallet in pallets.iter().filter(|pallet| is_ours(pallet)) {
		listing.line(format!("pallet {} {}", pallet.index, pallet.name));
		listing.pallet(pallet);
	}
	// Those of the benchmarking and the upgrade tools are in no chain's runtime.
	let for_tools = ["Benchmark", "TryRuntime"];
	for api in ir.apis.iter().filter(|api| !for_tools.contains(&api.name)) {
		listing.line(format!("api {} {}", api.name, api.version.0));
		let methods = if SDK_APIS.contains(&api.name) { &[] } else { api.methods.as_slice() };
		for method in methods {
			let inputs: Vec<_> = method
				.inputs
				.iter()
				.map(|input| format!("{}: {}", input.name, listing.name(&input.ty)))
				.collect();
			let output = listing.name(&method.output);
			listing.line(format!("  {}({}) -> {output}", method.name, inputs.join(", ")));
		}
	}
	listing.types();
	listing.lines.join("\n") + "\n"
}

#[test]
fn the_encoding_is_what_it_was() {
	let path = "tests/snapshots/abi.txt";
	let now = listing();
	if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
		std::fs::write(path, &now).unwrap();
	}
	let known = std::fs::read_to_string(path).unwrap_or_default();
	let lost: Vec<_> = known.lines().filter(|line| !now.lines().any(|new| new == *line)).collect();
	let new: Vec<_> = now.lines().filter(|line| !known.lines().any(|old| old == *line)).collect();
	assert!(
		known == now,
		"the encoding differs from tests/snapshots/abi.txt\nlost:\n{}\nnew:\n{}",
		lost.join("\n"),
		new.join("\n"),
	);
}

#[test]
fn clients_get_the_newest_metadata() {
	assert!(Runtime::metadata_versions().contains(&16));
	sp_io::TestExternalities::default().execute_with(|| {
		for version in Runtime::metadata_versions() {
			assert!(Runtime::metadata_at_version(version).is_some(), "{version}");
		}
		assert!(Runtime::metadata_at_version(13).is_none());
	});
}

/// The errors of the pallets, each with the pallets that have it.
fn errors() -> BTreeMap<String, BTreeSet<String>> {
	let ir = sp_io::TestExternalities::default().execute_with(Runtime::metadata_ir);
	let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
	for pallet in ir.pallets.iter().filter(|pallet| is_ours(pallet)) {
		let Some(errors) = &pallet.error else { continue };
		let TypeDef::Variant(def) = errors.ty.type_info().type_def else { continue };
		for variant in def.variants {
			let pallets = all.entry(variant.name.to_string()).or_default();
			pallets.insert(pallet.name.to_lowercase());
		}
	}
	all
}

/// The table of errors in the glossary: it has each error once, by one condition, and says which
/// pallets have it.
#[test]
fn the_glossary_has_every_error_once() {
	let page = std::fs::read_to_string("../docs/src/glossary.md").unwrap();
	let (_, table) = page.split_once("<!-- errors -->").unwrap();
	let (table, _) = table.split_once("<!-- /errors -->").unwrap();
	let mut stated: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
	let mut conditions = BTreeSet::new();
	for row in table.lines().filter(|line| line.starts_with("| `")) {
		let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
		let [error, condition, pallets] = cells.as_slice() else { panic!("{row}") };
		let pallets = pallets.split(',').map(|pallet| pallet.trim().to_string()).collect();
		let before = stated.insert(error.trim_matches('`').into(), pallets);
		assert!(before.is_none(), "{error} is there twice");
		assert!(conditions.insert(condition.to_string()), "\"{condition}\" has two names");
	}
	let errors = errors();
	let lost: Vec<_> = stated.iter().filter(|row| errors.get(row.0) != Some(row.1)).collect();
	let missing: Vec<_> = errors.iter().filter(|row| stated.get(row.0) != Some(row.1)).collect();
	assert!(lost.is_empty() && missing.is_empty(), "stated {lost:#?}, and there are {missing:#?}");
}
