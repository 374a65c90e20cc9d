/** Where in making a payout a person is. */
export function PayoutSteps({ current }: { current: "compose" | "review" }) {
  return (
    <ol className="steps">
      <li aria-current={current === "compose" ? "step" : undefined}>
        <span>1</span>Compose
      </li>
      <li aria-current={current === "review" ? "step" : undefined}>
        <span>2</span>Review
      </li>
    </ol>
  );
}
