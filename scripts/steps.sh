# shellcheck shell=bash
# Sourced by scripts/env.sh: how a step is shown, and the account of all steps that .ci/run ends with.

# show WHAT COMMAND...: shows what is done and the exact command, and runs it.
show() {
	printf '\n==> %s\n    $ %s\n' "$1" "${*:2}"
	"${@:2}" # no `||` here: it would switch off `set -e` inside the functions that are steps
}

# step WHAT COMMAND...: the same, and says how long it took. If STEP_TIMES names a file, it is
# written there too: a line when the step begins, another when it ends. With `set -e` a step that
# fails ends its script, so it has no second line: that is how step_table knows it.
step() {
	local now used began spent
	read_clocks
	began=$now spent=$used
	note began "$now" 0 "$1"
	show "$@"
	local status=$?
	read_clocks
	note ended "$now" "$((used - spent))" "$status"
	printf '==> %s took %d s\n' "$1" "$(((now - began) / 1000))"
	return "$status"
}

note() {
	[[ -z ${STEP_TIMES:-} ]] || printf '%s\t%s\t%s\t%s\n' "$@" >>"$STEP_TIMES"
}

# Sets `now`, and `used` to the processors' time of this shell and of all that it ran and waited
# for; both in milliseconds. Not by a `$(…)`: that would be another shell.
read_clocks() {
	local -a stat
	now=${EPOCHREALTIME/[.,]/}
	now=${now::-3}
	# Fields 14 to 17 of proc_pid_stat(5), in hundredths of a second.
	read -r -a stat </proc/self/stat
	used=$(((stat[13] + stat[14] + stat[15] + stat[16]) * 10))
}

# step_table FILE: what the steps in FILE took, those inside another indented, and what all took
# that this shell ran. The processors' time of a step that failed is what the others leave of it.
step_table() {
	local now used
	read_clocks
	awk -F '\t' -v now="$now" -v used="$used" '
		$1 == "began" {
			row[++depth] = ++rows
			inside[depth] = 0
			what[rows] = sprintf("%*s%s", 2 * (depth - 1), "", $4)
			since[rows] = $2
			start = start ? start : $2
		}
		$1 == "ended" {
			at = row[depth--]
			wall[at] = $2 - since[at]
			cpu[at] = $3
			inside[depth] += $3
			failed[at] = $4
		}
		END {
			rest = used
			for (level = 1; level <= depth; level++) {
				at = row[level]
				rest -= inside[level - 1]
				wall[at] = now - since[at]
				cpu[at] = rest
				failed[at] = 1
			}
			print "\n    wall s     CPU s  step"
			for (at = 1; at <= rows; at++)
				line(wall[at], cpu[at], what[at] (failed[at] ? "  <== failed" : ""))
			line(now - start, used, "all")
		}
		function line(wall, cpu, what) { printf "%10.1f%10.1f  %s\n", wall / 1000, cpu / 1000, what }
	' "$1"
}
