export declare const bundlePath: string;
export declare function collectTexts(): Promise<Record<string, string>>;
