//! The calls, by subject: each `do_*` loads, changes, writes and deposits its event.

mod agreement;
mod lifecycle;
mod payments;
mod plans;
