// Browsers cannot be connected to: they meet at a relay. It is not trusted with money: whatever it
// loses, repeats or invents changes no balance. It sees what is paid.

/** The part of a server's socket that is used: that of the package `ws` has it. */
export interface RelaySocket {
	readonly readyState: number;
	readonly bufferedAmount?: number;
	send(data: Uint8Array): void;
	close(code: number, reason: string): void;
	on(event: 'message', listener: (data: Uint8Array, isBinary: boolean) => void): unknown;
	on(event: 'close' | 'error', listener: () => void): unknown;
}

/** The part of a server that is used. */
export interface RelayServer {
	on(
		event: 'connection',
		listener: (socket: RelaySocket, request: { readonly url?: string | undefined }) => void,
	): unknown;
}

const OPEN = 1;
const MAX_BYTES = 16_384;
/** So much may wait for one who does not read: what comes beyond that is lost. */
const MAX_BUFFERED = 262_144;
/** The name of a room cannot be guessed: whoever knows it can talk in it. */
const ROOM = /^\/[0-9A-Za-z_-]{16,128}$/;

/**
 * Has a WebSocket server bring two parties together: those that connect to the same path of at
 * least 16 characters. A third is turned away.
 */
export function relay(server: RelayServer): void {
	const rooms = new Map<string, Set<RelaySocket>>();
	server.on('connection', (socket, { url = '' }) => {
		if (!ROOM.test(url)) return socket.close(1008, 'no such room');
		const room = rooms.get(url) ?? new Set();
		if (room.size >= 2) return socket.close(1013, 'there are two');
		rooms.set(url, room.add(socket));
		socket.on('message', (data, isBinary) => {
			if (!isBinary || data.length > MAX_BYTES) return;
			for (const other of room) {
				const isFull = (other.bufferedAmount ?? 0) > MAX_BUFFERED;
				if (other !== socket && other.readyState === OPEN && !isFull) other.send(data);
			}
		});
		socket.on('error', () => {});
		socket.on('close', () => {
			room.delete(socket);
			if (room.size === 0) rooms.delete(url);
		});
	});
}
