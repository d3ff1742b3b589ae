//! Pure code refuses by a fault, a pallet by an error of the same name.

/// Declares an enum of faults: why a pure change is refused. Each has the name of the error of the
/// pallet that it becomes ([`errors_from!`](crate::errors_from)), whose documentation says more.
#[macro_export]
macro_rules! faults {
	($(#[$meta:meta])* $vis:vis enum $Fault:ident { $($name:ident),* $(,)? }) => {
		$(#[$meta])*
		#[derive(Clone, Copy, Debug, Eq, PartialEq)]
		#[allow(missing_docs)]
		$vis enum $Fault { $($name),* }

		impl $Fault {
			/// The name of the fault, and of the error that it becomes.
			pub const fn name(self) -> &'static str {
				match self { $(Self::$name => stringify!($name)),* }
			}
		}
	};
}

/// Makes the error of a pallet out of each fault, by its name. `Error` must be in scope. A fault
/// without an error does not compile.
///
/// ```text
/// errors_from!(bloc_custody::Fault { Overflow, NoCredit, … });
/// ```
#[macro_export]
macro_rules! errors_from {
	($fault:path { $($name:ident),* $(,)? }) => {
		impl<T> From<$fault> for Error<T> {
			fn from(fault: $fault) -> Self {
				// Paths with a type parameter cannot be matched by: a name for the fault can.
				use $fault as Fault;
				match fault { $(Fault::$name => Self::$name),* }
			}
		}
	};
}
