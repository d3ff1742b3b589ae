# shellcheck shell=bash
# Sourced by every script: where things are kept, which toolchain compiles the Wasm, how a step is shown.
# By hand, for bare cargo commands: `. scripts/env.sh`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=${LIGHTNING_BLOC_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lightning-bloc}
wasm_target=wasm32v1-none
wasm_toolchain=lightning-bloc-wasm

# Outside the checkout, so that every clone on a machine shares one build of the SDK.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
# But not of our own crates. cargo names those alike in each clone and asks only whether the sources
# are older than the build: another clone's newer build would pass for that of an older one.
# `scripts/compiler` says how they are kept apart. A clone is known by its folder and where it is.
checkout=$(stat -c '%n %i %W' "$root" | cksum | cut -d ' ' -f 1)
ours=$cache/checkouts/$checkout
if [[ ! $ours/bin/cargo-clippy -ef $root/scripts/compiler ]]; then
	mkdir -p "$ours/bin"
	for name in rustc clippy-driver cargo bin/cargo-clippy; do
		ln -sfn "$root/scripts/compiler" "$ours/$name"
	done
fi
export RUSTC_WORKSPACE_WRAPPER=$ours/rustc
# This clone's binaries, which `build` puts there: those in debug/ are whoever's was built last.
binaries=$CARGO_TARGET_DIR/checkouts/$checkout

# From there the Wasm build would not find Cargo.lock, and would take other versions than the node.
export WASM_BUILD_WORKSPACE_HINT=$root
# This clone's `cargo clippy` first. Then Node.js, if scripts/setup had to fetch one: the system's is too
# old then. Then rustup's cargo, which knows the pinned version, and not a distribution's.
export PATH="$ours/bin:$cache/nodejs/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH:$cache/bin"

say() { printf '%s\n' "$@"; }

die() {
	printf 'error: %s\n' "$*" >&2
	exit 1
}

# help_if_asked ARGUMENT...: the comment at the head of the script that runs, and no more.
help_if_asked() {
	[[ ${1:-} == -h || ${1:-} == --help ]] || return 0
	sed -n '2,/^[^#]/ s/^# \{0,1\}//p' "$0"
	exit
}

have() { command -v "$1" >/dev/null 2>&1; }

# npm_ci: installs what the lock file of this folder names, if that was not done for it yet.
npm_ci() {
	local lock
	lock=$(sha256sum package-lock.json)
	[[ $(cat node_modules/.installed 2>/dev/null) != "$lock" ]] || return 0
	npm ci --no-audit --no-fund || return
	printf '%s\n' "$lock" >node_modules/.installed
}

# shellcheck source=scripts/steps.sh
. "$root/scripts/steps.sh"

# The one build that every script shares. Other packages or features in one cargo command would be
# other features of the SDK, and an hour to compile it again.
build() {
	step "Build the pallets, the runtime with its Wasm, and the node" cargo build --workspace --locked
	mkdir -p "$binaries"
	ln -f "$CARGO_TARGET_DIR"/debug/{lightning-bloc,bloc-weights} "$binaries"
}

# The agent's workspace and what is built of it: its client of the chains needs other versions than the
# node has.
agent_target=$CARGO_TARGET_DIR/agent

# in_agent COMMAND...: runs it there.
in_agent() (
	cd "$root/agent" || exit
	CARGO_TARGET_DIR=$agent_target "$@"
)

# build_agent --bins [--tests]: builds the agent, with its tests if asked (in one command, since those want
# other features of what it depends on), and puts this clone's binary where its others are.
build_agent() {
	step "Build the agent" in_agent cargo build --locked "$@"
	mkdir -p "$binaries"
	ln -f "$agent_target/debug/bloc-agent" "$binaries"
}

# Whether the pinned toolchain itself can compile the runtime.
pinned_has_wasm() {
	local sysroot
	sysroot=$(cd "$root" && rustc --print sysroot 2>/dev/null) && [[ -d $sysroot/lib/rustlib/$wasm_target ]]
}

# Whether scripts/wasm-toolchain has been run to its end (its stamp is its last act).
fallback_has_wasm() {
	[[ -s $cache/wasm-toolchain/stamp && -x $cache/wasm-toolchain/bin/rustc ]]
}

if [[ -z ${WASM_BUILD_TOOLCHAIN:-} ]] && ! pinned_has_wasm && fallback_has_wasm; then
	export WASM_BUILD_TOOLCHAIN=$wasm_toolchain
fi
