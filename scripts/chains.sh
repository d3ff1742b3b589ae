# shellcheck shell=bash
# Sourced by scripts/network: the description of a network, and the specs of its chains.

# Where the network is kept.
data=${LIGHTNING_BLOC_NETWORK:-${XDG_DATA_HOME:-$HOME/.local/share}/lightning-bloc/network}

pbcs=({eth,btc,bnb,sol,ada,trx,xrp,xlm,matic,link,doge,sc-usdt,edsc,ai-compute}-pbc)
validators=(alice bob charlie dave eve ferdie one two)

# The description: its chains in their order, and `settings["CHAIN NAME"]`.
chains=()
declare -A settings=() numbers=()
for pbc in "${pbcs[@]}"; do numbers[$pbc]=$((${#numbers[@]} + 1)); done

# --- The description

# read_description FILE
read_description() {
	local file=$1 line number=0
	local -a words
	[[ -f $file && -r $file ]] || die "there is no description $file that can be read"
	chains=() settings=()
	while IFS= read -r line || [[ -n $line ]]; do
		number=$((number + 1))
		read -r -a words <<<"${line%%#*}"
		[[ ${#words[@]} -eq 0 ]] || read_chain "$file:$number" "${words[@]}"
	done < <(tr -d '\r' <"$file")
	[[ ${#chains[@]} -gt 0 ]] || die "$file names no chain"
}

# read_chain WHERE CHAIN SETTING...
read_chain() {
	local where=$1 chain=$2 word
	[[ -n ${numbers[$chain]:-} ]] || die "$where: there is no chain '$chain'. The chains: ${pbcs[*]}"
	! listed "$chain" "${chains[@]}" || die "$where: $chain stands here a second time"
	chains+=("$chain")
	for word in "${@:3}"; do
		case $word in
			validators=[1-8] | kind=local | kind=dev | limits=live | limits=development) ;;
			rpc-port=* | prometheus-port=* | p2p-port=*)
				[[ ${word#*=} =~ ^[1-9][0-9]{0,4}$ && ${word#*=} -le 65528 ]] ||
					die "$where: '$word' is no port from 1 to 65528"
				;;
			*) die "$where: '$word' is no setting, see scripts/network --help" ;;
		esac
		[[ -z ${settings["$chain ${word%%=*}"]:-} ]] || die "$where: '${word%%=*}' stands here twice"
		settings["$chain ${word%%=*}"]=${word#*=}
	done
	[[ $(setting "$chain" kind) != dev || $(setting "$chain" validators) == 1 ]] ||
		die "$where: a chain of kind=dev has one node"
}

# setting CHAIN NAME: as the description has it, or else the default.
setting() {
	local default
	case $2 in
		validators) default=1 ;;
		kind) default=local ;;
		limits) [[ $(setting "$1" kind) == dev ]] && default=development || default=live ;;
		rpc-port) default=$((11000 + 10 * ${numbers[$1]})) ;;
		prometheus-port) default=$((12000 + 10 * ${numbers[$1]})) ;;
		p2p-port) default=$((13000 + 10 * ${numbers[$1]})) ;;
	esac
	printf '%s\n' "${settings["$1 $2"]:-$default}"
}

# listed WORD WORD...: whether the first is among the others.
listed() {
	local word
	for word in "${@:2}"; do [[ $word != "$1" ]] || return 0; done
	return 1
}

# each_node FUNCTION [CHAIN...]: calls it with chain and validator of every node, in order.
each_node() {
	local chain index count
	for chain in "${chains[@]}"; do
		[[ $# -eq 1 ]] || listed "$chain" "${@:2}" || continue
		count=$(setting "$chain" validators)
		for ((index = 0; index < count; index++)); do "$1" "$chain" "${validators[index]}"; done
	done
}

# --- Chain specs

# Sets `binary`, and builds it unless it is given.
find_binary() {
	binary=${LIGHTNING_BLOC_BIN:-}
	if [[ -z $binary ]]; then
		"$root/scripts/setup"
		# shellcheck source=scripts/env.sh
		. "$root/scripts/env.sh" # again: setup may have made a toolchain
		(cd "$root" && build)
		binary=$binaries/lightning-bloc
	fi
	binary=$(realpath -- "$binary")
	[[ -x $binary ]] || die "LIGHTNING_BLOC_BIN names no program: $binary"
}

# spec CHAIN: prints the raw spec that the settings describe.
spec() {
	local chain=$1 index name aura='' grandpa='' development=false plain
	local count kind
	find_agent_accounts
	count=$(setting "$chain" validators) kind=$(setting "$chain" kind)
	[[ $(setting "$chain" limits) == live ]] || development=true
	for ((index = 0; index < count; index++)); do
		name=${validators[index]}
		aura+="${aura:+, }\"$(address sr25519 "//${name^}")\""
		grandpa+="${grandpa:+, }[\"$(address ed25519 "//${name^}")\", 1]"
	done
	plain=$(mktemp)
	"$binary" export-chain-spec --chain "$chain-$kind" 2>/dev/null |
		with_genesis "$aura" "$grandpa" "$development" "${agent_accounts[*]}" >"$plain" &&
		"$binary" export-chain-spec --chain "$plain" --raw 2>/dev/null &&
		rm -f "$plain"
}

# address SCHEME SECRET
address() {
	"$binary" key inspect --scheme "$1" --output-type json "$2" |
		sed -n 's/.*"ss58Address": *"\([^"]*\)".*/\1/p'
}

# agent_keys NUMBER: the keys of that agent: the one that pays and receives, and the one that claims. The
# first four are accounts that have money on every chain that is to try things with.
agent_keys() {
	local -a known=(Bob Dave Eve Ferdie)
	local name=${known[$1 - 1]:-}
	if [[ -n $name ]]; then say "//$name //$name//stash"; else say "//Agent//$1 //Agent//$1//claims"; fi
}

# Sets `agent_accounts` to the accounts of the other agents: genesis gives them as much.
agent_accounts=()
find_agent_accounts() {
	local number key
	[[ ${#agent_accounts[@]} -eq 0 ]] || return 0
	for ((number = 5; number <= 13; number++)); do
		for key in $(agent_keys "$number"); do agent_accounts+=("$(address sr25519 "$key")"); done
	done
}

# with_genesis AURA GRANDPA DEVELOPMENT ACCOUNTS: puts these into the spec that is read, which has an item
# a line; the accounts get as much money as the first that is in it.
with_genesis() {
	awk -v aura="$1" -v grandpa="$2" -v development="$3" -v accounts="$4" '
		function depth() { match($0, /^ */); return RLENGTH }
		/^ *"(aura|grandpa)": \{$/ { keys = /aura/ ? aura : grandpa }
		leaving { if (depth() > leaving) next; leaving = 0 }
		keys && /^ *"authorities": \[$/ { print; print keys; keys = ""; leaving = depth(); changed++; next }
		/^ *"balances": \[$/ { endows = 1 }
		endows && /^ *[0-9][0-9.e+]*$/ && amount == "" { amount = $1 }
		endows && amount != "" && /^ *\],$/ {
			print
			count = split(accounts, account, " ")
			for (i = 1; i <= count; i++) printf "[\"%s\", %s],\n", account[i], amount
			endows = 0
			changed++
			next
		}
		/^ *"development": (true|false),?$/ { sub(/true|false/, development); changed++ }
		{ print }
		END { exit changed != 4 }
	'
}

# What makes a genesis: if it changes, the chain is another.
made_of() {
	local name line=$1
	for name in kind validators limits; do line+=" $name=$(setting "$1" "$name")"; done
	say "$line"
}

# Makes the spec of a chain, once: it stays the same for as long as the chain's folder is there.
keep_spec() {
	local at=$data/$1 wanted was
	wanted=$(made_of "$1")
	if [[ -e $at/spec.json ]]; then
		was=$(<"$at/made-of")
		[[ $was == "$wanted" ]] || die "$1 was begun as '$was' and is '$wanted' now, which is another" \
			"genesis: describe it as it was, or remove $at to start it anew"
		return
	fi
	mkdir -p "$at"
	say "$wanted" >"$at/made-of"
	spec "$1" >"$at/spec.json.new" || die "the chain spec of $1 could not be made"
	mv "$at/spec.json.new" "$at/spec.json"
}

# The same for all chains. Each takes seconds: the runtime is compiled for it.
keep_specs() {
	local chain processors maker
	local -a makers=()
	processors=$(nproc)
	# Once, and not by each of those that work side by side.
	for chain in "${chains[@]}"; do [[ -e $data/$chain/spec.json ]] || find_agent_accounts; done
	for chain in "${chains[@]}"; do
		while [[ $(jobs -rp | wc -l) -ge $processors ]]; do sleep 0.1; done
		keep_spec "$chain" &
		makers+=("$!")
	done
	for maker in "${makers[@]}"; do wait "$maker"; done
}
