import type { Metafile } from 'esbuild';

export const root: string;
export function bundle(options?: { entry?: string; outdir?: string }): Promise<Metafile>;
