//! What the node knows and decides, apart from running: the chains and their keys, the database, the
//! pace, clock and pool of a development chain, the rule of one block a slot, invoices. The rest, which takes
//! minutes to compile, is in the binary.

pub mod chain_spec;
pub mod clock;
pub mod database;
pub mod dev_keys;
pub mod invoice;
pub mod live;
pub mod pace;
pub mod pool;
pub mod sealing;
pub mod slots;
