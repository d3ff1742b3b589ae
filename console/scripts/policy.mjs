// What the page may do, as the browser is told: by the page itself, and by the server's headers.

const RULES = {
	'default-src': "'none'",
	'script-src': "'self'",
	'style-src': "'self'",
	'img-src': "'self'",
	// Nodes on this machine, or elsewhere by TLS; and the relay of `npm start`.
	'connect-src': "'self' ws://127.0.0.1:* ws://localhost:* wss:",
	'base-uri': "'none'",
	'form-action': "'none'",
};

const written = (rules) => Object.entries(rules).map((rule) => rule.join(' ')).join('; ');

/** In the page: any file server will do. */
export const META = written(RULES);

/** In a header, which can say more. */
export const HEADERS = {
	'content-security-policy': written({ ...RULES, 'frame-ancestors': "'none'" }),
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};
