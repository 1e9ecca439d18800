import type { BuildOptions, Plugin } from 'esbuild';

export declare const bundleOnnx: Plugin;
export declare const onnxBuildOptions: BuildOptions;
export declare function stageOnnx(dist: string, platform: string): Promise<void>;
