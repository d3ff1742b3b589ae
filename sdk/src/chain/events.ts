// What happened, out of the events of a transaction or a block.

/** The events of a pallet with a name, out of those of a transaction or a block. */
export function eventsOf<Value = Record<string, unknown>>(
	events: readonly { readonly type: string; readonly value: unknown }[],
	pallet: string,
	name: string,
): Value[] {
	return events.flatMap(({ type, value }) => {
		const event = value as { type: string; value: Value };
		return type === pallet && event.type === name ? [event.value] : [];
	});
}

/** The only event of a pallet with a name. */
export function eventOf<Value = Record<string, unknown>>(
	events: readonly { readonly type: string; readonly value: unknown }[],
	pallet: string,
	name: string,
): Value {
	const [first] = eventsOf<Value>(events, pallet, name);
	if (first === undefined) throw new Error(`there is no ${pallet}.${name}`);
	return first;
}
