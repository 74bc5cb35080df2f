using System.Globalization;

namespace CollectiveImpact.Pages;

/// <summary>What people say to the bot about themselves, for pages that tell of it.</summary>
public static class AboutYou
{
    public static string ForgetMe(CultureInfo culture) => Spoken.ForgetMe.In(culture);

    public static string Sessions(CultureInfo culture) => Spoken.Sessions.In(culture);

    public static string Help(CultureInfo culture) => Spoken.Help.In(culture);
}
