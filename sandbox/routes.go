package sandbox

import "net/http"

// route is one operation of the REST API.
type route struct {
	pattern   string // method and path below /api/v9
	operation string // its name in Discord's API description
	status    int    // of success; 0 means 200, or 204 without a body
	open      bool   // the path holds the secret: no Authorization needed
	body      subject
	major     string // the path value that has a rate limit of its own
	do        func(*World, *call) (any, error)
}

// routes lists what the sandbox answers. Anything else is 404, as on Discord.
func routes() []route {
	return []route{
		{pattern: "GET /gateway", operation: "get_gateway", open: true, do: (*World).getGateway},
		{pattern: "GET /gateway/bot", operation: "get_bot_gateway", do: (*World).getGatewayBot},
		{pattern: "GET /applications/@me", operation: "get_my_application", do: (*World).getApplication},
		{pattern: "GET /oauth2/applications/@me", operation: "get_my_oauth2_application", do: (*World).getApplication},
		{pattern: "GET /users/@me", operation: "get_my_user", do: (*World).getSelf},
		{pattern: "GET /users/{user}", operation: "get_user", do: (*World).getUser},
		{pattern: "GET /users/@me/guilds", operation: "list_my_guilds", do: (*World).listMyGuilds},
		{pattern: "GET /users/@me/guilds/{guild}/member", operation: "get_my_guild_member", do: (*World).getMyMember},
		{pattern: "POST /users/@me/channels", operation: "create_dm", body: onDM, do: (*World).createDM},

		{pattern: "GET /applications/{application}/commands", operation: "list_application_commands", do: (*World).listCommands},
		{pattern: "PUT /applications/{application}/commands", operation: "bulk_set_application_commands", body: onCommands, do: (*World).setCommands},
		{pattern: "POST /applications/{application}/commands", operation: "create_application_command", body: onCommand, do: (*World).createCommand},
		{pattern: "GET /applications/{application}/commands/{command}", operation: "get_application_command", do: (*World).getCommand},
		{pattern: "DELETE /applications/{application}/commands/{command}", operation: "delete_application_command", do: (*World).deleteCommand},
		{pattern: "GET /applications/{application}/guilds/{guild}/commands", operation: "list_guild_application_commands", do: (*World).listCommands},
		{pattern: "PUT /applications/{application}/guilds/{guild}/commands", operation: "bulk_set_guild_application_commands", body: onCommands, do: (*World).setCommands},
		{pattern: "POST /applications/{application}/guilds/{guild}/commands", operation: "create_guild_application_command", body: onCommand, do: (*World).createCommand},
		{pattern: "GET /applications/{application}/guilds/{guild}/commands/{command}", operation: "get_guild_application_command", do: (*World).getCommand},
		{pattern: "DELETE /applications/{application}/guilds/{guild}/commands/{command}", operation: "delete_guild_application_command", do: (*World).deleteCommand},

		{pattern: "POST /interactions/{interaction}/{token}/callback", operation: "create_interaction_response", open: true, body: onCallback, major: "interaction", do: (*World).callback},
		{pattern: "POST /webhooks/{application}/{token}", operation: "execute_webhook", open: true, body: onFollowup, major: "token", do: (*World).followUp},
		{pattern: "GET /webhooks/{application}/{token}/messages/@original", operation: "get_original_webhook_message", open: true, major: "token", do: (*World).getAnswer},
		{pattern: "PATCH /webhooks/{application}/{token}/messages/@original", operation: "update_original_webhook_message", open: true, body: onAnswerEdit, major: "token", do: (*World).editAnswer},
		{pattern: "DELETE /webhooks/{application}/{token}/messages/@original", operation: "delete_original_webhook_message", open: true, major: "token", do: (*World).deleteAnswer},
		{pattern: "GET /webhooks/{application}/{token}/messages/{message}", operation: "get_webhook_message", open: true, major: "token", do: (*World).getAnswer},
		{pattern: "PATCH /webhooks/{application}/{token}/messages/{message}", operation: "update_webhook_message", open: true, body: onAnswerEdit, major: "token", do: (*World).editAnswer},
		{pattern: "DELETE /webhooks/{application}/{token}/messages/{message}", operation: "delete_webhook_message", open: true, major: "token", do: (*World).deleteAnswer},

		{pattern: "GET /channels/{channel}", operation: "get_channel", major: "channel", do: (*World).getChannel},
		{pattern: "PATCH /channels/{channel}", operation: "update_channel", body: onChannelEdit, major: "channel", do: (*World).editChannel},
		{pattern: "GET /channels/{channel}/messages", operation: "list_messages", major: "channel", do: (*World).listMessages},
		{pattern: "POST /channels/{channel}/messages", operation: "create_message", body: onMessage, major: "channel", do: (*World).createMessage},
		{pattern: "GET /channels/{channel}/messages/{message}", operation: "get_message", major: "channel", do: (*World).getMessage},
		{pattern: "PATCH /channels/{channel}/messages/{message}", operation: "update_message", body: onEdit, major: "channel", do: (*World).editMessage},
		{pattern: "DELETE /channels/{channel}/messages/{message}", operation: "delete_message", major: "channel", do: (*World).deleteMessage},
		{pattern: "GET /channels/{channel}/messages/{message}/reactions/{emoji}", operation: "list_message_reactions_by_emoji", major: "channel", do: (*World).listReactions},
		{pattern: "PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me", operation: "add_my_message_reaction", major: "channel", do: (*World).addReaction},
		{pattern: "DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/{user}", operation: "delete_my_message_reaction", major: "channel", do: (*World).removeReaction},
		{pattern: "POST /channels/{channel}/messages/{message}/threads", operation: "create_thread_from_message", status: http.StatusCreated, body: onThread, major: "channel", do: (*World).createThread},
		{pattern: "POST /channels/{channel}/threads", operation: "create_thread", status: http.StatusCreated, body: onFreeThread, major: "channel", do: (*World).createThread},
		{pattern: "PUT /channels/{channel}/thread-members/@me", operation: "join_thread", major: "channel", do: (*World).joinThread},
		{pattern: "POST /channels/{channel}/typing", operation: "trigger_typing_indicator", major: "channel", do: (*World).typing},

		{pattern: "GET /guilds/{guild}", operation: "get_guild", major: "guild", do: (*World).getGuild},
		{pattern: "GET /guilds/{guild}/channels", operation: "list_guild_channels", major: "guild", do: (*World).listChannels},
		{pattern: "GET /guilds/{guild}/roles", operation: "list_guild_roles", major: "guild", do: (*World).listRoles},
		{pattern: "GET /guilds/{guild}/members", operation: "list_guild_members", major: "guild", do: (*World).listMembers},
		{pattern: "GET /guilds/{guild}/members/{user}", operation: "get_guild_member", major: "guild", do: (*World).getMember},
		{pattern: "GET /guilds/{guild}/threads/active", operation: "get_active_guild_threads", major: "guild", do: (*World).listThreads},
	}
}
