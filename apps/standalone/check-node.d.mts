export function wrongNode(version: string, installed: { dependencies: boolean; pinnedNode: boolean }): string | null;
