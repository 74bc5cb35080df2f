using CollectiveImpact.Conversations;
using CollectiveImpact.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace CollectiveImpact.Messages;

/// <summary>Every door into messages to partners.</summary>
public sealed class MessagesFeature : IFeature
{
    public void Listen(Listeners on)
    {
        on.Say(Spoken.MessagePartners).ByBackbone().Offers(HelpGroup.People, c => new Texts(c).OfferWrite).Do<WriteMessage>();
        on.Say(Spoken.Messages).ByBackbone().Offers(HelpGroup.People, c => new Texts(c).OfferMessages).Do<ShowMessages>();
        on.Press(MessageForm.PreviewVerb).ByBackbone().Do<PreviewMessage>();
        on.Press(MessageForm.PartnersVerb).ByBackbone().Do<ChoosePartners>();
        on.Press(MessageCard.EditVerb).ByBackbone().Do<EditMessage>();
        on.Press(MessageCard.SendVerb).ByBackbone().Do<SendMessage>();
        on.Press(MessageCard.ShowVerb).ByBackbone().Do<ShowMessage>();
    }
}

public static class MessagesHosting
{
    public static IServiceCollection AddMessages(this IServiceCollection services) => services
        .AddFeature(new MessagesFeature())
        .AddSingleton<MessagePost>()
        .AddSingleton<IWriter>(s => s.GetRequiredService<MessagePost>());
}
