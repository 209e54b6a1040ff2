export function apiReport(dist?: string): string;
