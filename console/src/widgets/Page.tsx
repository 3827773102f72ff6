import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useTo } from "../app/region";

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** The pages above this one, from the top. */
  above?: { text: string; href: string }[];
  children: ReactNode;
}

/** A page: its place, its title, what can be done with it, and its panels. The title gets the focus when it opens. */
export function Page({ title, description, actions, above = [], children }: Props) {
  const navigate = useNavigate();
  const to = useTo();
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = `${title} – Trent`;
    const h1 = heading.current?.querySelector("h1");
    h1?.setAttribute("tabindex", "-1");
    // A page that arrives late does not close the menu that somebody has opened meanwhile.
    if (!document.activeElement?.closest("[role=menu], [role=dialog]")) {
      h1?.focus({ preventScroll: true });
    }
    window.scrollTo(0, 0);
  }, [title]);
  return (
    <ContentLayout
      defaultPadding
      breadcrumbs={
        above.length > 0 && (
          <BreadcrumbGroup
            items={[...above, { text: title, href: "#" }]}
            onFollow={(event) => {
              event.preventDefault();
              if (event.detail.href !== "#") {
                void navigate(to(event.detail.href));
              }
            }}
          />
        )
      }
      header={
        <div ref={heading}>
          <Header variant="h1" description={description} actions={actions}>
            {title}
          </Header>
        </div>
      }
    >
      <SpaceBetween size="l">{children}</SpaceBetween>
    </ContentLayout>
  );
}
