export const targets: Readonly<Record<string, string>>;
export const universal: 'universal';
