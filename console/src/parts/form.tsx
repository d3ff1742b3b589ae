// Forms: fields with labels, a sentence beside what is wrong, and the whole read when it is sent.

import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { accounts, addressOf, current } from '../chain/accounts.js';
import { choices, type AssetId } from '../chain/assets.js';
import { live } from '../chain/connection.js';
import { faultOf, type Fault } from '../chain/errors.js';
import { FieldError, type Values } from '../lib/fields.js';
import { FaultNote } from './bits.js';

/** What stands in a form, and what is wrong with it. */
export interface FormState {
	readonly values: Values;
	readonly wrong: { readonly field: string; readonly message: string } | null;
	readonly fault: Fault | null;
	readonly isBusy: boolean;
	set(field: string, value: string): void;
	send(): void;
}

/** A form that begins with these values and hands them over when it is sent. */
export function useForm(
	initial: Values,
	take: (values: Values) => void | Promise<void>,
): FormState {
	const [values, setValues] = useState(initial);
	const [wrong, setWrong] = useState<FormState['wrong']>(null);
	const [fault, setFault] = useState<Fault | null>(null);
	const [isBusy, setBusy] = useState(false);
	const newest = useRef(values);
	newest.current = values;
	const send = async () => {
		setWrong(null);
		setFault(null);
		setBusy(true);
		try {
			await take(newest.current);
		} catch (error) {
			if (error instanceof FieldError) setWrong({ field: error.field, message: error.message });
			else setFault(faultOf(error));
		} finally {
			setBusy(false);
		}
	};
	return {
		values, wrong, fault, isBusy,
		set: (field, value) => setValues((before) => ({ ...before, [field]: value })),
		send: () => void send(),
	};
}

/** A form, with its button. */
export function Form({ form, submit, children }: {
	form: FormState;
	submit: string;
	children: ComponentChildren;
}) {
	const canSend = live.value !== null && current.value !== null && !form.isBusy;
	return (
		<form
			noValidate
			autocomplete="off"
			onSubmit={(event) => {
				event.preventDefault();
				form.send();
			}}
		>
			<div class="fields">{children}</div>
			{form.fault && <FaultNote fault={form.fault} />}
			<div class="buttons">
				<button type="submit" class="main" disabled={!canSend}>{submit}</button>
			</div>
			{current.value === null && <p class="quiet">Choose an account first.</p>}
		</form>
	);
}

interface FieldProps {
	form: FormState;
	name: string;
	label: string;
	hint?: ComponentChildren;
}

/** A field's label, what it is about, and what is wrong with it. */
function Labelled({ form, name, label, hint, children }: FieldProps & {
	children: (props: {
		id: string;
		'aria-describedby': string | undefined;
		'aria-invalid': boolean;
	}) => ComponentChildren;
}) {
	const id = useId();
	const wrong = form.wrong?.field === name ? form.wrong.message : null;
	const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
	return (
		<div class="field">
			<label htmlFor={id}>{label}</label>
			{children({ id, 'aria-describedby': described || undefined, 'aria-invalid': wrong !== null })}
			{hint && <span id={`${id}-hint`} class="hint">{hint}</span>}
			{wrong && <span id={`${id}-wrong`} class="wrong" role="alert">{wrong}</span>}
		</div>
	);
}

/** A field for a line of text, a number or an amount. */
export function Text({ unit, ...props }: FieldProps & { unit?: string }) {
	const { form, name } = props;
	return (
		<Labelled {...props}>
			{(aria) => (
				<span class="with-unit">
					<input
						{...aria}
						type="text"
						name={name}
						spellcheck={false}
						value={form.values[name] ?? ''}
						onInput={(event) => form.set(name, event.currentTarget.value)}
					/>
					{unit && <span class="unit">{unit}</span>}
				</span>
			)}
		</Labelled>
	);
}

/** A field for a long text. */
export function LongText({ rows = 4, ...props }: FieldProps & { rows?: number }) {
	const { form, name } = props;
	return (
		<Labelled {...props}>
			{(aria) => (
				<textarea
					{...aria}
					name={name}
					rows={rows}
					spellcheck={false}
					value={form.values[name] ?? ''}
					onInput={(event) => form.set(name, event.currentTarget.value)}
				/>
			)}
		</Labelled>
	);
}

/** A choice of a few. */
export function Choice({ options, ...props }: FieldProps & {
	options: readonly (readonly [string, string])[];
}) {
	const { form, name } = props;
	return (
		<Labelled {...props}>
			{(aria) => (
				<select
					{...aria}
					name={name}
					value={form.values[name] ?? ''}
					onChange={(event) => form.set(name, event.currentTarget.value)}
				>
					{options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
				</select>
			)}
		</Labelled>
	);
}

/** Something that is so or not. */
export function Tick({ form, name, label, hint }: FieldProps) {
	const id = useId();
	return (
		<div class="field">
			<label class="tick" htmlFor={id}>
				<input
					id={id}
					type="checkbox"
					name={name}
					aria-describedby={hint ? `${id}-hint` : undefined}
					checked={form.values[name] === 'yes'}
					onChange={(event) => form.set(name, event.currentTarget.checked ? 'yes' : '')}
				/>
				{label}
			</label>
			{hint && <span id={`${id}-hint`} class="hint">{hint}</span>}
		</div>
	);
}

/** Another account: typed, or one of those that this page knows. */
export function Somebody(props: FieldProps) {
	const { form, name } = props;
	const others = accounts.value.filter(({ id }) => id !== current.value?.id);
	const list = useId();
	return (
		<Labelled {...props}>
			{(aria) => (
				<>
					<input
						{...aria}
						type="text"
						name={name}
						list={list}
						class="mono"
						spellcheck={false}
						placeholder="address"
						value={form.values[name] ?? ''}
						onInput={(event) => form.set(name, event.currentTarget.value)}
					/>
					<datalist id={list}>
						{others.map(({ id, name: called }) => (
							<option key={id} value={addressOf(id)}>{called}</option>
						))}
					</datalist>
					<span class="quick">
						{others.filter(({ wallet }) => wallet === null).map(({ id, name: called }) => (
							<button
								key={id}
								type="button"
								class="small"
								onClick={() => form.set(name, addressOf(id))}
							>
								{called}
							</button>
						))}
					</span>
				</>
			)}
		</Labelled>
	);
}

/** The choice of an asset: its number, or nothing for the chain's coin. */
export function AssetChoice(props: FieldProps) {
	const options = choices().map(({ id, currency }) => [`${id ?? ''}`, currency.symbol] as const);
	return <Choice {...props} options={options} />;
}

/** The asset that a form names. */
export const assetIn = (values: Values, field = 'asset'): AssetId =>
	(values[field] ? Number(values[field]) : null);
