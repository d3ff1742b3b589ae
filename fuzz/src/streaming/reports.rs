//! Reports of use, by what is called and told alone: whoever is paid by one, the payer had at least
//! the window's time between report and payment, or named that report itself; and none is lost
//! that the payer has not disputed nor the payee given up.

use super::runtime::*;
use bloc_primitives::Moment;
use bloc_testing::people::AccountId;
use pallet_bloc_streaming::{
	types::{Change, Flow, Report, StreamId},
	Call, Event, StreamRecordOf, Streams,
};
use std::collections::BTreeMap;

/// A report that the payer can still dispute.
#[derive(Clone, Debug)]
struct Waiting {
	number: u64,
	amount: Balance,
	since_ms: Moment,
}

/// The reports of a metered stream.
#[derive(Clone, Debug)]
struct Book {
	payer: AccountId,
	window_ms: Moment,
	cliff_ms: Moment,
	/// How many there were.
	count: u64,
	waiting: Option<Waiting>,
	/// The one that the payer has named in a proposal of its own.
	proposed: Option<Report>,
	/// What may be paid, in all.
	earned: Balance,
}

impl Book {
	/// What was reported the window's time ago is earned.
	fn catch_up(&mut self) {
		let over = |it: &mut Waiting| it.since_ms.saturating_add(self.window_ms) <= now();
		if let Some(report) = self.waiting.take_if(over) {
			self.earned += report.amount;
		}
	}

	fn report(&mut self, number: u64, amount: Balance) {
		assert!(self.waiting.is_none(), "two reports wait");
		self.count += 1;
		assert_eq!(number, self.count);
		self.waiting = Some(Waiting { number, amount, since_ms: now() });
		// Without a window it is earned at once.
		self.catch_up();
	}

	/// The report that waits does not count.
	fn drop_report(&mut self, amount: Balance) {
		assert_eq!(self.waiting.take().map(|report| report.amount), Some(amount));
	}

	/// The stream has ended, and has paid `total`; the payer has just `named` a report, if any.
	fn end(mut self, named: Option<Report>, total: Balance) {
		let is_it = |name: &Report, report: &Waiting| {
			(name.number, name.amount) == (report.number, report.amount)
		};
		let before_cliff = now() < self.cliff_ms;
		if let Some(report) = self.waiting.take().filter(|_| !before_cliff) {
			let mut names = named.iter().chain(&self.proposed);
			assert!(
				names.any(|name| is_it(name, &report)),
				"{report:?} can be disputed, and was paid or lost"
			);
			self.earned += report.amount;
		}
		assert!(total <= self.earned, "{total} paid of {}", self.earned);
		assert!(before_cliff || total == self.earned, "only {total} paid of {}", self.earned);
	}
}

/// The reports of all metered streams.
pub struct Reports {
	books: BTreeMap<StreamId, Book>,
	/// The report that the payer names in the call that is being made.
	named: Option<(StreamId, Report)>,
}

impl Reports {
	/// As the streams themselves have it.
	pub fn of_now() -> Self {
		let book = |(id, record): (StreamId, StreamRecordOf<Test>)| {
			let it = record.stream;
			let meter = *it.meter()?;
			let waiting = meter.pending.map(|report| Waiting {
				number: report.number,
				amount: report.amount,
				since_ms: report.counts_ms - meter.price.window_ms,
			});
			let book = Book {
				payer: it.payer,
				window_ms: meter.price.window_ms,
				cliff_ms: it.cliff_ms.unwrap_or(0),
				count: meter.reports,
				waiting,
				proposed: None,
				earned: it.paid + it.accrued.units,
			};
			Some((id, book))
		};
		Self { books: Streams::<Test>::iter().filter_map(book).collect(), named: None }
	}

	/// Somebody is about to call.
	pub fn will_call(&mut self, who: Option<&AccountId>, call: &Call<Test>) {
		self.named = None;
		let (Call::cancel { stream, .. }
		| Call::propose { stream, .. }
		| Call::accept { stream, .. }) = call
		else {
			return;
		};
		let names = match call {
			Call::cancel { accepts, .. } => *accepts,
			Call::accept { change: Change::Cancel { report }, .. }
			| Call::propose { change: Some(Change::Cancel { report }), .. } => *report,
			_ => None,
		};
		let is_payer = self.books.get(stream).is_some_and(|book| who == Some(&book.payer));
		self.named = names.filter(|_| is_payer).map(|report| (*stream, report));
	}

	/// Follows what has happened, and checks that the streams are paid by it.
	pub fn read(&mut self, events: &[Event<Test>]) {
		let named = self.named.take();
		let named = |id: StreamId| named.filter(|(of, _)| *of == id).map(|(_, report)| report);
		self.books.values_mut().for_each(Book::catch_up);
		for event in events {
			match event {
				Event::Created { stream, payer, flow: Flow::Metered(price), cliff_ms, .. } => {
					let book = Book {
						payer: payer.clone(),
						window_ms: price.window_ms,
						cliff_ms: cliff_ms.unwrap_or(0),
						count: 0,
						waiting: None,
						proposed: None,
						earned: 0,
					};
					self.books.insert(*stream, book);
				},
				Event::Reported { stream, number, amount, .. } => {
					self.books.get_mut(stream).unwrap().report(*number, *amount);
				},
				Event::Disputed { stream, amount, .. }
				| Event::ReportDropped { stream, amount, .. } => {
					self.books.get_mut(stream).unwrap().drop_report(*amount);
				},
				Event::Proposed { stream, .. } => {
					if let Some(book) = self.books.get_mut(stream) {
						book.proposed = named(*stream);
					}
				},
				Event::ProposalEnded { stream, .. } => {
					if let Some(book) = self.books.get_mut(stream) {
						book.proposed = None;
					}
				},
				Event::Ended { stream, total, .. } => {
					if let Some(book) = self.books.remove(stream) {
						book.end(named(*stream), *total);
					}
				},
				_ => {},
			}
		}
		for (id, book) in &self.books {
			let it = Streaming::stream_state(*id).unwrap().stream;
			assert_eq!(it.paid + it.accrued.units, book.earned, "{id:?}: {book:?}");
			let waiting = it.pending().map(|report| (report.number, report.amount));
			assert_eq!(waiting, book.waiting.as_ref().map(|it| (it.number, it.amount)));
		}
	}
}
