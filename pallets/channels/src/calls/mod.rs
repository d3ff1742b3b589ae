//! What the calls, the hook and the seam traits do, by subject.

mod consent;
mod dispute;
mod guards;
mod ledger;
mod lifecycle;
mod preimages;
mod withdrawals;
