//! The calls, by subject: each `do_*` loads, changes, writes and deposits its event.

mod instant;
mod invoices;
mod parts;
mod payments;
