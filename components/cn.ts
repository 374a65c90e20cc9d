import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const sizes = ["12", "13", "14", "16", "20", "28", "32"];

// Our sizes are numbers of pixels, which the merger would otherwise take for colours.
const merge = extendTailwindMerge({ extend: { theme: { text: sizes } } });

/** Joins class names; of two utilities that contradict each other the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
