import type { BuildOptions, Plugin } from 'esbuild';

export declare const bundleLlama: Plugin;
export declare const llamaBuildOptions: BuildOptions;
export declare function stageLlama(dist: string, platform?: string): Promise<void>;
