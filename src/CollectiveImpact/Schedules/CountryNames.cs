namespace CollectiveImpact.Schedules;

/// <summary>What countries are called.</summary>
internal static class CountryNames
{
    public static string Of(HolidayCountry country, Texts t) => country.Code switch
    {
        "AU" => t.Australia,
        "AT" => t.Austria,
        "BE" => t.Belgium,
        "BR" => t.Brazil,
        "CA" => t.Canada,
        "HR" => t.Croatia,
        "CZ" => t.CzechRepublic,
        "DK" => t.Denmark,
        "EE" => t.Estonia,
        "FI" => t.Finland,
        "FR" => t.France,
        "DE" => t.Germany,
        "GR" => t.Greece,
        "HU" => t.Hungary,
        "IE" => t.Ireland,
        "IT" => t.Italy,
        "JP" => t.Japan,
        "KZ" => t.Kazakhstan,
        "LV" => t.Latvia,
        "LT" => t.Lithuania,
        "LU" => t.Luxembourg,
        "MX" => t.Mexico,
        "ME" => t.Montenegro,
        "NL" => t.Netherlands,
        "NZ" => t.NewZealand,
        "NO" => t.Norway,
        "PL" => t.Poland,
        "PT" => t.Portugal,
        "RO" => t.Romania,
        "RS" => t.Serbia,
        "SK" => t.Slovakia,
        "SI" => t.Slovenia,
        "ZA" => t.SouthAfrica,
        "ES" => t.Spain,
        "SE" => t.Sweden,
        "CH" => t.Switzerland,
        "TR" => t.Turkiye,
        "GB" => t.UnitedKingdom,
        "US" => t.UnitedStates,
        _ => country.Code,
    };
}
