import { z } from "zod";
import { type ErrorCode, errorCodes } from "../../core/errors";
import { currency, fault, minorUnits, text, uuid } from "./fields";

const codes = Object.keys(errorCodes).filter((code): code is ErrorCode => Object.hasOwn(errorCodes, code));

/** Problem details of RFC 9457: the standard members, ours, and what single codes add. */
export const problemSchema = z.strictObject({
  type: text.meta({ description: "Address of the words on this code." }),
  title: text,
  status: z.int().min(400).max(599),
  detail: text.meta({ description: "A sentence for the person who reads it." }),
  instance: text.meta({ description: "Path of the request." }),
  code: z.enum(codes),
  requestId: text.meta({ description: "The same as in the header Request-Id." }),
  errors: z.array(fault).optional(),
  stripe: z.strictObject({ code: text.nullable(), requestId: text.nullable() }).optional(),
  available: minorUnits.optional(),
  held: minorUnits.optional().meta({ description: "Already promised to payouts on their way." }),
  currency: currency.optional(),
  reason: text.optional().meta({ description: "Why a payout cannot be canceled." }),
  payoutStatus: text.optional(),
  runId: uuid.optional(),
  intentId: uuid.optional(),
});
