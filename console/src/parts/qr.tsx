// A QR code, drawn by lean-qr, which is fetched when the first is drawn.

import { useEffect, useRef } from 'preact/hooks';

export function Qr({ text, label }: { text: string; label: string }) {
	const box = useRef<HTMLDivElement>(null);
	useEffect(() => {
		let isGone = false;
		void Promise.all([import('lean-qr'), import('lean-qr/extras/svg')])
			.then(([{ generate }, { toSvg }]) => {
				if (isGone) return;
				// In upper case it is smaller.
				const options = { on: 'black', padX: 2, padY: 2 };
				const code = toSvg(generate(text.toUpperCase()), document, options);
				code.setAttribute('aria-hidden', 'true');
				box.current?.replaceChildren(code);
			});
		return () => { isGone = true; };
	}, [text]);
	return <div ref={box} class="qr" role="img" aria-label={label} />;
}
