import type { Role } from "@/lib/core/access";
import { roleLabel, roleMeaning } from "./member-words";

/** One of the roles that may be given, from the lowest up: each may do what the one before it may. */
export function RoleChoice({ choices, chosen }: { choices: readonly Role[]; chosen: Role }) {
  return (
    <fieldset>
      <legend className="legend">Role</legend>
      {choices.toReversed().map((role) => (
        <label key={role} className="scope">
          <input type="radio" name="role" value={role} defaultChecked={role === chosen} />
          <span>
            {roleLabel(role)}
            <span className="more">{roleMeaning(role)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
