import { text } from "node:stream/consumers";
import { seedDemo } from "@/lib/organizations/seed-demo";
import { getOperatorServices } from "@/lib/services";

// The only line on stdout is the answer, for whoever started this to read.
const answer = await seedDemo(getOperatorServices(), JSON.parse(await text(process.stdin)));
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
