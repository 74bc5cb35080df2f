using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace CollectiveImpact.Bot.Web.About;

/// <summary>A page that anybody may read.</summary>
public abstract class AboutPage : ComponentBase
{
    [Parameter, EditorRequired]
    public required CultureInfo Culture { get; set; }

    [Parameter, EditorRequired]
    public required Operator Operator { get; set; }

    private protected Texts T => new(Culture);
}
