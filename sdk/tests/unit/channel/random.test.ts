// Random changes, HTLCs among them, over a lossy wire, while parties crash and are restored from
// what they stored, or from a backup: what must hold after each step.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hex } from '../../../src/core/bytes.js';
import { ofSide, otherSide, SIDES, type Side } from '../../../src/core/sides.js';
import { outcomeOf } from '../../../src/channel/change.js';
import { Machine } from '../../../src/channel/machine.js';
import {
	Refused, type Change, type ChannelEvent, type Envelope,
} from '../../../src/channel/types.js';
import { add, fail, htlc, machine, NOW, pay, settle, signs, SPAN } from '../../kit/duo.js';
import { Random } from '../../kit/random.js';

const SEEDS = 60;
const STEPS = 300;
const TOTAL = 200n;

class World {
	readonly machines: Record<Side, Machine> = {
		Opener: machine('Opener'), Counterparty: machine('Counterparty'),
	};
	/** What each has stored, newest first. */
	readonly stored: Record<Side, Uint8Array[]> = { Opener: [], Counterparty: [] };
	readonly flying: { to: Side; envelope: Envelope }[] = [];
	readonly agreed: ChannelEvent[] = [];
	nowMs = NOW;
	sessions = 0n;

	constructor(readonly random: Random) {
		for (const side of SIDES) this.store(side);
	}

	get outside() {
		return { nowMs: this.nowMs, isRevealed: (_: Hex) => false };
	}

	store(side: Side): void {
		this.stored[side].unshift(this.machines[side].snapshot());
		this.stored[side].length = Math.min(this.stored[side].length, 5);
	}

	/** Stores, and only then sends. */
	send(side: Side, envelope: Envelope | null): void {
		this.store(side);
		if (!envelope || this.random.chance(15)) return;
		const times = this.random.chance(10) ? 2 : 1;
		for (let time = 0; time < times; time += 1) {
			this.flying.push({ to: otherSide(side), envelope });
		}
	}

	start(side: Side): void {
		const number = this.random.below(4);
		const { htlcs } = this.machines[side].state;
		const waiting = htlcs.length > 0 ? this.random.pick(htlcs) : undefined;
		const amount = BigInt(1 + this.random.below(40));
		const choices: Change[] = [
			pay(this.random.pick(SIDES), amount),
			add(htlc(this.random.pick(SIDES), amount, number, this.nowMs + SPAN[0] + 50n)),
		];
		if (waiting) choices.push(fail(waiting), ...[0, 1, 2, 3].map((one) => settle(waiting, one)));
		try {
			this.machines[side].start(this.random.pick(choices), this.outside, signs(side));
			this.send(side, this.machines[side].pending());
		} catch (error) {
			assert.ok(error instanceof Refused, `${error}`);
		}
	}

	deliver(): void {
		const at = this.random.below(Math.max(this.flying.length, 1));
		const [next] = this.flying.splice(at, 1);
		if (!next) return;
		const { to, envelope } = next;
		const { reply, event } = this.machines[to].receive(envelope, this.outside, signs(to));
		if (event?.type === 'Agreed') this.agreed.push(event);
		this.send(to, reply);
	}

	/** Ends without warning: what was stored is there, what was not sent is lost. */
	crash(side: Side): void {
		this.machines[side] = Machine.resume(this.stored[side][0] as Uint8Array);
	}

	/** One side has only a backup, which may be old. The other is sure. */
	restore(side: Side): void {
		if (!SIDES.every((one) => this.machines[one].isSure)) return;
		this.sessions += 1n;
		this.machines[side] = Machine.restore(this.random.pick(this.stored[side]), this.sessions);
		this.store(side);
	}

	step(): void {
		const side = this.random.pick(SIDES);
		const dice = this.random.below(100);
		if (dice < 20) this.start(side);
		else if (dice < 75) this.deliver();
		else if (dice < 92) this.send(side, this.machines[side].pending());
		else if (dice < 95) this.crash(side);
		else if (dice < 96) this.restore(side);
		else if (dice < 97) this.machines[side].cancelWanted();
		else this.nowMs += 20n;
	}

	check(): void {
		const [one, other] = [this.machines.Opener, this.machines.Counterparty];
		for (const side of SIDES) {
			const { balances, state, committed, proposed } = this.machines[side];
			assert.ok(balances, 'what is held is good');
			const waiting = state.htlcs.reduce((sum, { amount }) => sum + amount, 0n);
			assert.equal(balances.opener + balances.counterparty + waiting, TOTAL, 'nothing is lost');
			if (!proposed) continue;
			// What is signed first makes nobody but its signer richer.
			const outcome = outcomeOf(proposed.change, state, committed);
			assert.equal(outcome.version, state.version + 1n);
		}
		if (!one.isSure || !other.isSure) return;
		const gap = one.state.version - other.state.version;
		assert.ok(gap >= -1n && gap <= 1n, 'nobody is two behind');
		if (gap === 0n) assert.deepEqual(one.state, other.state);
		const [behind, ahead] = gap < 0n ? [one, other] : [other, one];
		if (gap === 0n || !behind.balances || !ahead.balances) return;
		// Whoever lacks the newest state presents one that gives it no more, but for HTLCs that
		// wait.
		const has = ofSide(behind.balances, behind.side);
		const back = behind.state.htlcs.filter(({ payer }) => payer === behind.side);
		const due = ofSide(ahead.balances, behind.side) + ahead.state.htlcs
			.filter(({ payer }) => payer === behind.side).reduce((sum, { amount }) => sum + amount, 0n);
		assert.ok(has + back.reduce((sum, { amount }) => sum + amount, 0n) <= due);
	}

	/** A wire that works, until both hold the same. */
	calm(): void {
		for (let round = 0; round < 200; round += 1) {
			for (const side of SIDES) {
				for (const envelope of [this.machines[side].pending(), this.machines[side].reestablish()]) {
					if (envelope) this.flying.push({ to: otherSide(side), envelope });
				}
			}
			while (this.flying.length > 0) {
				const [{ to, envelope }] = this.flying.splice(0, 1) as [{ to: Side; envelope: Envelope }];
				const { reply } = this.machines[to].receive(envelope, this.outside, signs(to));
				if (reply) this.flying.push({ to: otherSide(to), envelope: reply });
				this.check();
			}
			if (SIDES.every((side) => this.machines[side].isIdle)) return;
		}
		assert.fail('they do not come to rest');
	}
}

test(`${SEEDS} sequences of ${STEPS} steps keep the contract`, () => {
	let agreed = 0;
	for (let seed = 1; seed <= SEEDS; seed += 1) {
		const world = new World(new Random(BigInt(seed)));
		try {
			for (let step = 0; step < STEPS; step += 1) {
				world.step();
				world.check();
			}
			world.calm();
			assert.deepEqual(world.machines.Opener.state, world.machines.Counterparty.state);
		} catch (error) {
			throw new Error(`seed ${seed}: ${error}`, { cause: error });
		}
		agreed += world.agreed.length;
	}
	assert.ok(agreed > SEEDS * 10, `${agreed} were agreed`);
});
