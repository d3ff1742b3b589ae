//! What all roles share, and what knows none of them: configuration, keys, the store, jobs, the
//! followers of the chains, the senders of transactions, HTTP, metrics.

pub mod alerts;
pub mod amount;
pub mod backoff;
pub mod chain;
pub mod clock;
pub mod config;
pub mod crash;
pub mod follower;
pub mod http;
pub mod jobs;
pub mod keys;
pub mod log;
pub mod metrics;
pub mod peer;
pub mod port;
pub mod role;
pub mod run;
pub mod sender;
pub mod stop;
pub mod store;
#[cfg(test)]
pub mod testing;
