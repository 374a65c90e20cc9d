import { MoneyText } from "../money-text";
import { Facts } from "../ui/facts";
import { Note } from "../ui/note";
import type { PayoutReview } from "./review-payout";

/** What else will be sent, and what the balance looks like around it. */
export function ReviewDetails({ review }: { review: PayoutReview }) {
  const { fields } = review;
  return (
    <aside className="receipt" aria-label="Details">
      <h2>Details</h2>
      <Facts
        className="grid-cols-[112px_minmax(0,1fr)]"
        facts={[
          { label: "Account", value: review.accountName },
          { label: "Speed", value: review.isInstant ? "Instant" : "Standard" },
          { label: "Destination", value: review.destination },
          { label: "Descriptor", value: fields.statementDescriptor ?? null },
          { label: "Description", value: fields.description ?? null },
          { label: "Available now", value: <MoneyText value={review.availableNow} /> },
          { label: "Available after", value: <MoneyText value={review.balanceAfter} /> },
        ]}
      />
      {review.warnings.map((warning) => (
        <Note key={warning} className="mt-4">
          {warning}
        </Note>
      ))}
    </aside>
  );
}
