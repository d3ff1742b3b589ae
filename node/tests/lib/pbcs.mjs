/** The fourteen chains: id, symbol, decimals and address prefix, as they are told to users. */
export const PBCS = [
	['eth', 'ETH', 18], ['btc', 'BTC', 8], ['bnb', 'BNB', 18], ['sol', 'SOL', 9],
	['ada', 'ADA', 6], ['trx', 'TRX', 6], ['xrp', 'XRP', 6], ['xlm', 'XLM', 7],
	['matic', 'MATIC', 18], ['link', 'LINK', 18], ['doge', 'DOGE', 8],
	['sc-usdt', 'scUSDT', 6], ['edsc', 'EDSC', 6], ['ai-compute', 'AIC', 12],
].map(([name, tokenSymbol, tokenDecimals], index) => ({
	id: `${name}-pbc-dev`,
	properties: { tokenSymbol, tokenDecimals, ss58Format: 7_701 + index },
}));
