import {
  ArrowRight,
  Ban,
  ChartColumn,
  Check,
  ChevronDown,
  ChevronsUpDown,
  Clock,
  CodeXml,
  Copy,
  House,
  Info,
  Landmark,
  List,
  Lock,
  LogOut,
  type LucideIcon,
  type LucideProps,
  Menu,
  Monitor,
  Moon,
  Percent,
  RefreshCw,
  Scale,
  SlidersHorizontal,
  Sun,
  TriangleAlert,
  Users,
  X,
} from "lucide-react";
import { cn } from "../cn";

/** Icons never speak: words always stand beside them, or a label on the control. */
function quiet(Icon: LucideIcon) {
  return function QuietIcon({ className, ...props }: Omit<LucideProps, "ref">) {
    return <Icon aria-hidden className={cn("icon", className)} strokeWidth={1.6} {...props} />;
  };
}

export const ArrowRightIcon = quiet(ArrowRight);
export const BanIcon = quiet(Ban);
export const ChartIcon = quiet(ChartColumn);
export const CheckIcon = quiet(Check);
export const ChevronDownIcon = quiet(ChevronDown);
export const ChevronsIcon = quiet(ChevronsUpDown);
export const ClockIcon = quiet(Clock);
export const CodeIcon = quiet(CodeXml);
export const CopyIcon = quiet(Copy);
export const DarkIcon = quiet(Moon);
export const HomeIcon = quiet(House);
export const InfoIcon = quiet(Info);
export const LandmarkIcon = quiet(Landmark);
export const LightIcon = quiet(Sun);
export const ListIcon = quiet(List);
export const LockIcon = quiet(Lock);
export const MenuIcon = quiet(Menu);
export const PercentIcon = quiet(Percent);
export const RefreshIcon = quiet(RefreshCw);
export const ScaleIcon = quiet(Scale);
export const SettingsIcon = quiet(SlidersHorizontal);
export const SignOutIcon = quiet(LogOut);
export const SystemIcon = quiet(Monitor);
export const UsersIcon = quiet(Users);
export const WarningIcon = quiet(TriangleAlert);
export const XIcon = quiet(X);
