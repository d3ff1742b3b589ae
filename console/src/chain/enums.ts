// Values of the chain's enums, as polkadot-api wants them: `{ type, value }`.

/** One variant of an enum. */
export function Enum<Type extends string>(type: Type): { type: Type; value: undefined };
export function Enum<Type extends string, Value>(type: Type, value: Value): {
	type: Type;
	value: Value;
};
export function Enum(type: string, value?: unknown) {
	return { type, value };
}
