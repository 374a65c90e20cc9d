import { NotFoundPage } from "@/components/not-found-page";

/** A row that does not exist or is another organization's, inside the frame. */
export default function NotFound() {
  return <NotFoundPage home="/orgs" label="Your organizations" />;
}
