export function sleep(ms: number): Promise<void>;
export function stampOf(pid: number): string | null;
export function isRunning(stamp: string | null): boolean;
export function commandOf(pid: number): string;
export function withLock<T>(path: string, act: () => Promise<T>, options?: { waitMs?: number }): Promise<T>;
export function register(dir: string): { release(): void };
export function countUsers(dir: string): number;
export function readOrNull(path: string): string | null;
